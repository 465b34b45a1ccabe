import { severalMinima } from './several-minima.mjs';

/** p-values quoted in pyhf's own tests, which its minimiser reached to a few 1e-6 relative. */
const ALLOWED = 1e-4;
/** Limits quoted there were read off a scan of CLs by linear interpolation. */
const ALLOWED_LIMIT = 1e-3;

/** Numbers quoted in pyhf's tests; codes 1 and 0, and q with sqrt(q) - sqrt(qA) throughout, where these say so. */
export function published({ document, expected, library }) {
  const wanted = expected.published;
  if (wanted === undefined) return [];
  const skipped = severalMinima(expected);
  if (skipped !== undefined) return [{ quantity: 'published', skipped }];
  const interpolation = wanted.normsys_interpcode === 'code1' ? { normsys: 'code1', histosys: 'code0' } : undefined;
  const model = library.buildModel(library.readWorkspace(document), interpolation ? { interpolation } : {});
  const [obs, exp] = wanted.test_stat === 'q0' ? discoveryOf(library, model) : clsOf(library, model, wanted);
  const pairs = [
    [obs, wanted.CLs_obs, 'observed'],
    ...exp.map(([k, cls]) => [cls, wanted.CLs_exp[k + 2], `expected ${k}`]),
  ];
  return [
    ...pairs.map(([value, known, what]) => ({
      quantity: 'published',
      what: `${what}, ${wanted.test_stat}`,
      deviation: Math.abs(value - known),
      allowed: ALLOWED,
    })),
    ...limitsOf(library, model, wanted),
  ];
}

function clsOf(library, model, { mu, test_stat }) {
  const testStatistic = test_stat === 'q' ? 'q' : 'q~';
  const { observed, clsExpected } = library.asymptoticTest(model, { testStatistic }).at(mu);
  return [observed.cls, clsExpected.map((cls, k) => [k - 2, cls])];
}

/** For q0 pyhf gives p0, and that of the Asimov data of a signal of strength 1. */
function discoveryOf(library, model) {
  const { p0, expected } = library.discovery(model);
  return [p0, [[0, expected.p0]]];
}

function limitsOf(library, model, wanted) {
  if (wanted.upper_limit_95_obs === undefined) return [];
  const limit = library.asymptoticLimit(model, { cl: 0.95 });
  return [wanted.upper_limit_95_obs, ...wanted.upper_limit_95_exp].map((known, k) => ({
    quantity: 'published',
    what: `${k === 0 ? 'observed' : `expected ${k - 3}`} limit`,
    deviation: Math.abs([limit.observed, ...limit.expected][k] / known - 1),
    allowed: ALLOWED_LIMIT,
  }));
}
