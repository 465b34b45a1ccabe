import { checkAtLeast, checkCounting, checkPositive } from './check-counting.js';
import { poissonCdf } from './counting.js';
import { findFallingRoot } from '../../numerics/find-root.js';
import { gaussHermite } from '../../numerics/gauss-hermite.js';

/**
 * What is known beside the count n of a counting experiment, n ~ Pois(efficiency * s + b):
 * - `known`: b = `events`, efficiency 1;
 * - `sideband`: `events` (m) were counted where `exposureRatio` (tau) times the background is expected, and with a flat
 *   prior b ~ Gamma(m + 1, rate tau), efficiency 1;
 * - `log-normal`: b = events * kappa^x and efficiency = kappaEfficiency^y with x, y ~ N(0, 1); kappa = 1 is no error.
 */
export type CountingBackground =
  | { readonly kind: 'known'; readonly events: number }
  | { readonly kind: 'sideband'; readonly events: number; readonly exposureRatio: number }
  | {
      readonly kind: 'log-normal';
      readonly events: number;
      readonly kappa: number;
      readonly kappaEfficiency: number;
    };

/**
 * Bayesian upper limit at credibility `cl` on the signal events s >= 0 of a counting experiment, with a flat prior in s
 * and the background (and efficiency) integrated out: the s_up with P(s > s_up | n) = 1 - cl. Units: events.
 *
 * For a known background and for a sideband the posterior is a mixture of Gamma(k + 1, 1), k = 0 ... n,
 * P(s > S | n) = sum of v_(n-k) Q(k + 1, S) / sum of v_(n-k), with the probability v_j of j background events:
 * Poisson, v_j ~ b^j / j!, or negative binomial, v_j ~ C(m + j, j) / (1 + tau)^j. With a known background this is the
 * exact CLs limit (Helene, Nucl. Instrum. Meth. 212 (1983) 319; Zech, Nucl. Instrum. Meth. A 277 (1989) 608).
 * For log-normal errors P(s > S | n) ~ E[Q(n + 1, efficiency S + b) / efficiency], by a 64 x 64 Gauss-Hermite rule;
 * it is NaN where Q(n + 1, b) is below the smallest double throughout (some 700 background events above n).
 * @throws InvalidModelError for a count, a background or a credibility that has no meaning
 * @example
 * countingBayesUpperLimit(0, { kind: 'sideband', events: 9, exposureRatio: 3 }, 0.9) // ln(10) = 2.302585...
 */
export function countingBayesUpperLimit(n: number, background: CountingBackground, cl: number): number {
  checkCounting(n, cl);
  const beyond = posteriorBeyond(n, background);
  const root = findFallingRoot((s) => Math.log(beyond(s) / (1 - cl)), n + 3);
  return root.kind === 'root' ? root.x : NaN;
}

function posteriorBeyond(n: number, background: CountingBackground): (signal: number) => number {
  checkAtLeast('background events', background.events, 0);
  switch (background.kind) {
    case 'known':
      return gammaMixture(n, (j) => background.events / j);
    case 'sideband': {
      const { events, exposureRatio } = background;
      checkPositive('exposure ratio', exposureRatio);
      return gammaMixture(n, (j) => (events + j) / (j * (1 + exposureRatio)));
    }
    case 'log-normal':
      return logNormalMean(n, background);
  }
}

/** The mixture of the docstring above, from the ratios v_j / v_(j-1). */
function gammaMixture(n: number, ratio: (j: number) => number): (signal: number) => number {
  const logs = [0];
  for (let j = 1; j <= n; j++) logs.push(logs[j - 1]! + Math.log(ratio(j)));
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((a, b) => a + b);
  return (signal) => weights.reduce((sum, v, j) => sum + v * poissonCdf(n - j, signal), 0) / total;
}

interface WeightedValue {
  readonly value: number;
  readonly weight: number;
}

function logNormalMean(
  n: number,
  { events, kappa, kappaEfficiency }: Extract<CountingBackground, { kind: 'log-normal' }>,
): (signal: number) => number {
  checkAtLeast('kappa', kappa, 1);
  checkAtLeast('kappa of the efficiency', kappaEfficiency, 1);
  const backgrounds = logNormalValues(events, kappa);
  const efficiencies = logNormalValues(1, kappaEfficiency);
  const integral = (signal: number): number => {
    let sum = 0;
    for (const e of efficiencies)
      for (const b of backgrounds) sum += ((e.weight * b.weight) / e.value) * poissonCdf(n, e.value * signal + b.value);
    return sum;
  };
  const total = integral(0);
  return (signal) => integral(signal) / total;
}

function logNormalValues(median: number, kappa: number): readonly WeightedValue[] {
  if (kappa === 1) return [{ value: median, weight: 1 }];
  const { nodes, weights } = gaussHermite(64);
  return nodes.map((x, i) => ({ value: median * kappa ** x, weight: weights[i]! }));
}
