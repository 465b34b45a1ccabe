import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { darkreach } from '../e2e/darkreach.js';

const run = promisify(execFile);
const python = process.env['DARKREACH_PYTHON'] ?? 'python3';
/** Milliseconds: pyhf takes seconds for a test of fifty bins. */
const PATIENCE = 600_000;

/** The version of pyhf that the interpreter has; undefined without it. */
async function versionOfPyhf(): Promise<string | undefined> {
  try {
    return (await run(python, ['-c', 'import pyhf; print(pyhf.__version__)'])).stdout.trim();
  } catch {
    return undefined;
  }
}

const version = await versionOfPyhf();
console.log(
  version === undefined
    ? `pyhf: ${python} cannot import it, the comparisons are skipped (DARKREACH_PYTHON names an interpreter that can)`
    : `pyhf: ${version} of ${python}`,
);
const compared = version === undefined ? it.skip : it;

const fixture = (name: string): string => resolve('libs/statistics/fixtures', `${name}.json`);

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'darkreach-pyhf-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('pyhf and the built program', () => {
  compared.each(['count_b3_n3_shapesys', 'bf_bump50_2norm', 'bf_shapefactor_cr8'])(
    'print the same CLs and the same fit of %s',
    async (name) => {
      const theirs = async (...words: readonly string[]): Promise<unknown> =>
        JSON.parse((await run(python, ['-c', 'from pyhf.cli import cli; cli()', ...words, fixture(name)])).stdout);
      const ours = async (command: string): Promise<Record<string, unknown>> =>
        JSON.parse((await darkreach(folder, command, fixture(name))).out) as Record<string, unknown>;
      const close = (value: number): unknown => expect.closeTo(value, 4);
      const cls = (await theirs('cls')) as { CLs_obs: number; CLs_exp: number[] };
      expect(await ours('cls')).toMatchObject({ CLs_obs: close(cls.CLs_obs), CLs_exp: cls.CLs_exp.map(close) });
      const fit = (await theirs('fit', '--value')) as { mle_parameters: Record<string, number[]>; twice_nll: number };
      const { mle_parameters: parameters, twice_nll: twiceNll } = await ours('fit');
      expect(Object.keys(parameters as object).sort()).toEqual(Object.keys(fit.mle_parameters).sort());
      expect(twiceNll).toBeCloseTo(fit.twice_nll, 4);
    },
    PATIENCE,
  );

  compared(
    'agree on the asymptotic limits of a campaign, from the workspaces and patchsets that it writes',
    async () => {
      const campaign = await readFile(resolve('examples/campaigns/quick.yaml'), 'utf8');
      await writeFile(join(folder, 'campaign.yaml'), campaign);
      expect(await darkreach(folder, 'run', 'campaign.yaml', '--in-process', '--quiet')).toMatchObject({ code: 0 });
      const [results = ''] = await readdir(join(folder, 'results'));
      const check = resolve('test/pyhf/check.py');
      const { stdout } = await run(python, [check, join(folder, 'results', results)]);
      console.log(stdout);
      expect(stdout).toMatch(/^pyhf .*: 3 files, largest relative difference/m);
    },
    PATIENCE,
  );
});
