import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

it('the example of the library states a fit, CLs, p0, a Bayesian limit and a limit by toys', async () => {
  const words = [path('examples/library/statements.mjs'), path('libs/statistics/fixtures/bf_bump50_2norm.json')];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  expect(stdout).toMatch(/^bkg_norm = 0\.0763\d \+- 0\.\d+$/m);
  expect(stdout).toMatch(/^fit: converged$/m);
  expect(stdout).toMatch(/^CLs\(mu = 0\.3\) = 0\.01\d+, asymptotic$/m);
  expect(stdout).toMatch(/^p0 = 0\.5000$/m);
  expect(stdout).toMatch(/^Bayesian: mu < 0\.18\d+ \+- /m);
  expect(stdout).toMatch(/^mu < 0\.1[89]\d+, expected 0\.3\d+: \d+ toys$/m);
});
