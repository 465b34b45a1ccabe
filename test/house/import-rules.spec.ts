import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, ROOT, type Violation } from './cruise.js';

/** Two apps, all libraries, two searches and two reactions that keep every rule. */
const HOUSE: Readonly<Record<string, string>> = {
  'tsconfig.json': '{"compilerOptions":{"module":"nodenext","paths":{"@darkreach/*":["./libs/*/src/index.ts"]}}}',
  'package.json': '{"type":"module","dependencies":{"bullmq":"1","gpu.js":"1"},"devDependencies":{"dev-tool":"1"}}',
  'node_modules/bullmq/index.js': 'export const queue = 1;',
  'node_modules/dev-tool/index.js': 'export const tool = 1;',
  'node_modules/gpu.js/index.js': 'export const gpu = 1;',
  'apps/cli/src/main.ts': "import '@darkreach/report';",
  'apps/worker/src/main.ts': "import '@darkreach/cluster';",
  'libs/histogram/src/index.ts': "export * from './axis.js';",
  'libs/histogram/src/axis.ts': 'export const axis = 1;',
  'libs/kernels/src/index.ts': "export { gpu } from 'gpu.js';",
  'libs/physics/src/index.ts': "import './processes/one/a.js';\nimport './processes/two/a.js';",
  'libs/physics/src/processes/one/a.ts': "import '@darkreach/kernels';",
  'libs/physics/src/processes/two/a.ts': "import '@darkreach/kernels';",
  'libs/channels/src/index.ts': "import './one/channel.js';\nimport './two/channel.js';",
  'libs/channels/src/one/channel.ts': "import '@darkreach/physics';",
  'libs/channels/src/two/channel.ts': "import '@darkreach/histogram';",
  'libs/statistics/src/index.ts': "import '@darkreach/histogram';",
  'libs/campaign/src/index.ts': "import '@darkreach/channels';\nimport '@darkreach/statistics';",
  'libs/report/src/index.ts': "import '@darkreach/campaign';",
  'libs/cluster/src/index.ts': "import '@darkreach/campaign';\nimport 'bullmq';",
};

/** By rule: a file that breaks it, and nothing else. */
const OFFENDERS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'histogram-imports': ['libs/histogram/src/bad.ts', "import '@darkreach/kernels';"],
  'kernels-imports': ['libs/kernels/src/bad.ts', "import '@darkreach/histogram';"],
  'physics-imports': ['libs/physics/src/bad.ts', "import '@darkreach/statistics';"],
  'channels-imports': ['libs/channels/src/bad.ts', "import '@darkreach/campaign';"],
  'statistics-imports': ['libs/statistics/src/bad.ts', "import '@darkreach/physics';"],
  'campaign-imports': ['libs/campaign/src/bad.ts', "import type { reach } from '@darkreach/report';"],
  'report-imports': ['libs/report/src/bad.ts', "import '@darkreach/kernels';"],
  'cluster-imports': ['libs/cluster/src/bad.ts', "import '@darkreach/physics';"],
  'library-by-its-index': ['libs/campaign/src/deep.ts', "import '../../histogram/src/axis.js';"],
  'channel-imports-no-channel': ['libs/channels/src/two/bad.ts', "import '../one/channel.js';"],
  'process-imports-no-process': ['libs/physics/src/processes/two/bad.ts', "import '../one/a.js';"],
  'app-imports-no-app': ['apps/cli/src/bad.ts', "import '../../worker/src/main.js';"],
  'frameworks-at-the-edge': ['libs/report/src/queue.ts', "import 'bullmq';"],
  'gpu-only-in-kernels': ['apps/cli/src/gpu.ts', "import 'gpu.js';"],
  'no-cycle': ['libs/statistics/src/circle.ts', "import './circle.js';"],
  'no-orphan': ['libs/statistics/src/orphan.ts', 'export const alone = 1;'],
  'no-test-code-in-programs': ['libs/report/src/specs.ts', "import './index.spec.js';"],
  'no-development-package-in-programs': [
    'libs/report/src/tool.ts',
    "import { tool } from 'dev-tool';\nexport { tool };",
  ],
  resolvable: ['libs/report/src/nothing.ts', "import './nothing-there.js';"],
};

/** What belongs to an offender without being one. */
const BESIDE_OFFENDERS = { 'libs/report/src/index.spec.ts': "import './index.js';" };

let folder = '';
let rules: readonly { readonly name: string; readonly comment?: string }[] = [];
let clean: readonly Violation[] = [];
let found: readonly Violation[] = [];

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-house-'));
  await cp(join(ROOT, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
  await write(HOUSE);
  clean = (await cruise(folder, 'apps', 'libs')).summary.violations;
  await write(BESIDE_OFFENDERS);
  await write(Object.fromEntries(Object.values(OFFENDERS)));
  const { summary } = await cruise(folder, 'apps', 'libs');
  found = summary.violations;
  rules = summary.ruleSetUsed.forbidden;
});
afterAll(() => rm(folder, { recursive: true }));

describe('import rules', () => {
  it('let a house pass that keeps them', () => {
    expect(clean).toEqual([]);
  });

  it('are each broken below, and each says what to do', () => {
    expect(rules.map(({ name }) => name).sort()).toEqual(Object.keys(OFFENDERS).sort());
    expect(rules.filter(({ comment = '' }) => comment.length < 40)).toEqual([]);
  });

  it.each(Object.entries(OFFENDERS))('%s bites', (rule, [file]) => {
    expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toEqual([rule]);
  });

  it('find nothing wrong where nothing is', () => {
    const offenders = Object.values(OFFENDERS).map(([file]) => file);
    expect(found.filter(({ from }) => !offenders.includes(from))).toEqual([]);
  });

  it('hold in this project', async () => {
    const { summary } = await cruise(ROOT, 'apps', 'libs', 'test');
    expect(summary.violations.map(({ from, to, rule }) => `${from} -> ${to}: ${rule.name}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(300);
  });
});
