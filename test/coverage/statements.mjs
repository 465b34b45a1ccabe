// How far a statement is from excluding the true signal: positive where the data (n, a) cover it.
import { toyCls } from '../../dist/libs/statistics/src/statements/toys/toy-cls.js';
import { asymptoticTest } from '../../dist/libs/statistics/src/statements/asymptotic/asymptotic-test.js';
import { bayesianLimit } from '../../dist/libs/statistics/src/statements/bayesian/bayesian-limit.js';
import { dataFits } from '../../dist/libs/statistics/src/statements/data-fits.js';
import { firstIndexAtLeast } from '../../dist/libs/statistics/src/numerics/first-index.js';
import { toyEnsemble } from '../../dist/libs/statistics/src/statements/toys/toy-ensemble.js';
import { toyTest } from '../../dist/libs/statistics/src/statements/toys/toy-test.js';
import { CL, withData } from './cases.mjs';

const ALPHA = 1 - CL;
/** Toys of each hypothesis: more until CLs is 3 errors from the level, where that decides nothing else. */
const TOYS = [500, 2_000, 8_000];
const DRAWS = { minimum: 400, maximum: 400, error: 1 };

/** The upper limits: ln(CLs / alpha) of the truth, or ln(limit / truth). */
export function upperLimits({ model, mu }, engine) {
  return {
    asymptotic: (n, a) => logExcess(asymptoticTest(withData(model, n, a)).at(mu).observed.cls),
    toys: (n, a) => toyExcess(withData(model, n, a), mu, engine),
    bayesian: (n, a) => Math.log(bayesianLimit(withData(model, n, a), { cl: CL, draws: DRAWS }).limit / mu),
  };
}

async function toyExcess(model, mu, engine) {
  const test = toyTest(model, engine, { key: [7, 9] });
  for (const toys of TOYS) {
    const { pooled, qObserved } = await test.at(mu, toys);
    const { cls, logError } = toyCls(pooled, qObserved, engine.tieTolerance);
    const excess = logExcess(cls);
    if (toys === TOYS.at(-1) || Math.abs(excess) > 3 * logError) return excess;
  }
}

function logExcess(cls) {
  return Math.log(Math.max(cls, 1e-300) / ALPHA);
}

/** The Feldman-Cousins interval: p - alpha, p of t_mu at the truth by toys. */
export function unifiedExcess({ model, mu }, engine) {
  return async (n, a) => {
    const data = withData(model, n, a);
    const fits = dataFits(data, 't');
    const truth = fits.conditional(mu).parameters;
    const ensemble = toyEnsemble(engine, { model: data, truth, key: [8, 9], statistic: 't' });
    const { q } = await ensemble.test({ mu, first: 0, count: TOYS[1] });
    return (q.length - firstIndexAtLeast(q, fits.observed(mu) - engine.tieTolerance)) / q.length - ALPHA;
  };
}
