import { InvalidModelError } from '../../errors.js';
import { normalQuantile } from '../../numerics/normal.js';
import { firstAtLeast, poolToys } from './pooled-toys.js';
import type { Model } from '../../model/model.js';
import type { ToyEngine } from '../../toys/engine.js';
import { mergeToys, NO_TOYS } from '../../toys/merge-toys.js';
import { dataFits } from '../data-fits.js';
import { Hypothesis, hypothesisKey } from './hypothesis-key.js';
import { toyEnsemble } from './toy-ensemble.js';

/** What is asked of a discovery significance by toys. */
export interface ToyDiscoveryOptions {
  /** Toys of each of the two truths: at least, at most, and the relative error of p0 at which to stop. */
  readonly toys: { readonly minimum: number; readonly maximum: number; readonly error: number };
  readonly key?: readonly [number, number];
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

/** How unlikely data without signal are to look as much like a signal as these. */
export interface ToyDiscovery {
  readonly kind: 'discovery';
  readonly statement: 'discovery';
  readonly method: 'toys';
  readonly testStatistic: 'q0';
  readonly q0: number;
  readonly p0: number;
  readonly p0Error: number;
  /** Phi^-1(1 - p0), in standard deviations. */
  readonly significance: number;
  readonly toys: number;
  readonly refittedToys: number;
  readonly failedFits: number;
}

/**
 * p0 = P(q0 >= q0(data) | background only) by toys, q0 = 2 [-ln L(0, theta-hat-hat) + ln L(mu-hat, theta-hat)] with
 * mu-hat >= 0 (arXiv:1007.1727, eq. 12). Half of the toys are drawn from the free fit to the data, which looks like them,
 * and weighted with p(toy | background) / p(toy | that fit), so that five standard deviations need no more toys than
 * two: both kinds are pooled, see `poolToys`.
 * @throws InvalidModelError for numbers of toys without meaning
 * @example
 * const toys = { minimum: 2000, maximum: 50000, error: 0.05 };
 * const { p0, significance } = await toyDiscovery(model, { toys }, hostToyEngine());
 */
export async function toyDiscovery(
  model: Model,
  options: ToyDiscoveryOptions,
  engine: ToyEngine,
): Promise<ToyDiscovery> {
  const { toys: asked, key = [0, 0], batch } = options;
  checkToys(asked);
  const fits = dataFits(model, 'q0');
  const [without, best] = [fits.background.parameters, fits.free.parameters];
  const ensemble = (truth: Float64Array, hypothesis: Hypothesis) =>
    toyEnsemble(engine, {
      ...{ model, truth, statistic: 'q0', key: hypothesisKey(key, hypothesis) },
      ...(batch === undefined ? {} : { batch }),
    });
  const [ofBackground, ofSignal] = [ensemble(without, Hypothesis.background), ensemble(best, Hypothesis.signal)];
  const q0 = fits.observed(0);
  let [signal, background] = [NO_TOYS, NO_TOYS];
  for (let toys = 0; ;) {
    const count = (toys === 0 ? asked.minimum : Math.min(2 * toys, asked.maximum)) - toys;
    const request = { mu: 0, first: toys, count };
    signal = mergeToys(signal, await ofSignal.test({ ...request, other: without, inverted: true }));
    background = mergeToys(background, await ofBackground.test({ ...request, other: best }));
    toys += count;
    const pooled = poolToys(signal, background);
    const i = firstAtLeast(pooled, q0, engine.tieTolerance);
    const [p0, p0Error] = [pooled.b[i]!, Math.sqrt(pooled.bb[i]!)];
    if (toys < asked.maximum && p0Error > asked.error * p0) continue;
    return {
      ...{ kind: 'discovery', statement: 'discovery', method: 'toys', testStatistic: 'q0' },
      ...{ q0, p0, p0Error, significance: -normalQuantile(Math.min(p0, 1)) },
      toys: 2 * toys,
      refittedToys: signal.refitted + background.refitted,
      failedFits: signal.failed + background.failed + fits.failedFits(),
    };
  }
}

function checkToys({ minimum, maximum, error }: ToyDiscoveryOptions['toys']): void {
  const whole = Number.isInteger(minimum) && Number.isInteger(maximum);
  if (!(whole && minimum >= 100 && minimum <= maximum && error > 0)) {
    throw new InvalidModelError(
      `toys are minimum ${minimum}, maximum ${maximum}, error ${error}; allowed are whole numbers 100 <= minimum <= maximum and an error above 0`,
    );
  }
}
