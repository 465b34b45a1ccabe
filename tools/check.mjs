// npm run check: everything that has to hold before a change lands, cheapest first; stops at the first that does not.
// A word picks steps by name: `npm run check -- lint types`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const bin = (path) => `node_modules/${path}`;

const steps = [
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  ['lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  [
    'import rules',
    [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs'],
  ],
  ['dead code', [bin('knip/bin/knip.js')]],
  ['unit tests', ['tools/jest.mjs', 'apps', 'libs', 'test/house']],
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some(([step]) => step === name));
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(', ')}; there are: ${steps.map(([step]) => step).join(', ')}`);
  process.exit(2);
}

for (const [name, words] of steps.filter(([step]) => asked.length === 0 || asked.includes(step))) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`${status === 0 ? 'ok    ' : 'failed'} ${seconds} s  ${name}`);
  if (status !== 0) {
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exit(status ?? 1);
  }
}
