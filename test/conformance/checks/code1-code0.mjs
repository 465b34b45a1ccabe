import { severalMinima } from './several-minima.mjs';

/**
 * On the kinks of codes 1 and 0 the minimiser of pyhf stops up to 0.05 above the minimum in -2 ln L (bf_bump50_10np, Asimov
 * data, evaluated with pyhf at our minimum), which is 2.5e-4 in CLs.
 */
const ALLOWED = 3e-4;

/** CLs with codes 1 and 0, as pyhf itself returned it. */
export function code1Code0({ document, expected, library }) {
  const wanted = expected.pyhf_code1_code0?.hypotest_qtilde ?? [];
  if (wanted.length === 0) return [];
  const skipped = severalMinima(expected);
  if (skipped !== undefined) return [{ quantity: 'code1', skipped }];
  const interpolation = { normsys: 'code1', histosys: 'code0' };
  const test = library.asymptoticTest(library.buildModel(library.readWorkspace(document), { interpolation }));
  return wanted.flatMap(({ mu, CLs_obs, CLs_exp }) => {
    const { observed, clsExpected } = test.at(mu);
    return [observed.cls, ...clsExpected].map((cls, k) => ({
      quantity: 'code1',
      what: `${k === 0 ? 'observed' : `expected ${k - 3}`} CLs at mu = ${mu}`,
      deviation: Math.abs(cls - [CLs_obs, ...CLs_exp][k]),
      allowed: ALLOWED,
    }));
  });
}
