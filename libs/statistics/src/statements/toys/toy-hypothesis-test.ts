import { InvalidModelError } from '../../errors.js';
import { firstIndexAtLeast } from '../../numerics/first-index.js';
import { normalCdf } from '../../numerics/normal.js';
import type { Model } from '../../model/model.js';
import type { ToyEngine } from '../../toys/engine.js';
import { mergeToys, NO_TOYS, type ToySample } from '../../toys/merge-toys.js';
import { dataFits } from '../data-fits.js';
import { Hypothesis, hypothesisKey } from './hypothesis-key.js';
import { BAND_SIGMAS } from '../asymptotic/asymptotic-cls.js';
import type { FiveBand } from '../limit-band.js';
import { toyEnsemble, type ToyEnsemble } from './toy-ensemble.js';

/** What is asked of a test of one mu by toys. */
export interface ToyHypothesisOptions {
  readonly mu: number;
  /**
   * Toys of each hypothesis: `minimum` are always made; more, up to `maximum`, until the error of CLs is below `error`
   * (absolute), or until CLs is 3 errors away from 1 - cl where `cl` is given.
   */
  readonly toys: { readonly minimum: number; readonly maximum: number; readonly error?: number };
  readonly cl?: number;
  readonly key?: readonly [number, number];
  readonly testStatistic?: 'q~' | 'q';
  /** Take the nominal expectation without signal for data, and state nothing observed. */
  readonly expectedOnly?: boolean;
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

interface PErrors {
  readonly clsb: number;
  readonly clb: number;
  readonly cls: number;
}

/** The p-values of one mu from counted toys, each with its binomial standard error. */
export interface ToyHypothesisTest {
  readonly kind: 'hypothesis-test';
  readonly statement: 'cls';
  readonly method: 'toys';
  readonly testStatistic: 'q~' | 'q';
  readonly mu: number;
  /** Test statistic and p-values of the data; absent where only expectations are asked for. */
  readonly observed?: { readonly q: number; readonly clsb: number; readonly clb: number; readonly cls: number };
  /** Their standard errors from the number of toys. */
  readonly errors?: PErrors;
  /**
   * -2 ... +2 sigma: percentiles of the CLs that each background-only toy would give (as pyhf has it). Wherever toys have
   * q = 0 that is 1, so the upper ones saturate; bands of *limits* do not come from these.
   */
  readonly clsExpected: FiveBand;
  /** Toys of each hypothesis. */
  readonly toys: number;
  readonly refittedToys: number;
  /** Toys and fits to the data without a converged fit. */
  readonly failedFits: number;
}

/**
 * CLs = CLsb / CLb of one mu by counting toys, CLsb = P(q >= q_obs | s+b) and CLb = P(q >= q_obs | b), ties within the
 * engine's tolerance counted (counts are discrete). Toys of each hypothesis are drawn at its conditional fit to the data,
 * auxiliary measurements included. Error: CLs sqrt((1 - CLsb) / (CLsb N) + (1 - CLb) / (CLb N)).
 * @throws InvalidModelError for a mu outside its bounds or numbers of toys without meaning
 * @example
 * const toys = { minimum: 2000, maximum: 20000, error: 0.002 };
 * const { observed, errors } = await toyHypothesisTest(model, { mu: 1, toys }, hostToyEngine());
 */
export async function toyHypothesisTest(
  model: Model,
  options: ToyHypothesisOptions,
  engine: ToyEngine,
): Promise<ToyHypothesisTest> {
  const { mu, toys: asked, testStatistic = 'q~', expectedOnly = false, key = [0, 0], batch } = options;
  checkOptions(model, options);
  const fits = dataFits(model, testStatistic, expectedOnly);
  const ensemble = (truth: Float64Array, hypothesis: Hypothesis): ToyEnsemble =>
    toyEnsemble(engine, {
      ...{ model, truth, statistic: testStatistic, key: hypothesisKey(key, hypothesis) },
      ...(batch === undefined ? {} : { batch }),
    });
  const ofSignal = ensemble(fits.conditional(mu).parameters, Hypothesis.signal);
  const ofBackground = ensemble(fits.background.parameters, Hypothesis.background);
  const q = expectedOnly ? NaN : fits.observed(mu);
  let [signal, background] = [NO_TOYS, NO_TOYS];
  for (let toys = 0; ;) {
    const request = { mu, first: toys, count: (toys === 0 ? asked.minimum : Math.min(2 * toys, asked.maximum)) - toys };
    signal = mergeToys(signal, await ofSignal.test(request));
    background = mergeToys(background, await ofBackground.test(request));
    toys += request.count;
    const values = expectedOnly ? {} : pValues(signal, background, { q, tolerance: engine.tieTolerance });
    if (toys < asked.maximum && !settled(values, options)) continue;
    return {
      ...{ kind: 'hypothesis-test', statement: 'cls', method: 'toys', testStatistic, mu },
      ...values,
      clsExpected: expectedBand(signal, background, engine.tieTolerance),
      toys,
      refittedToys: signal.refitted + background.refitted,
      failedFits: signal.failed + background.failed + fits.failedFits(),
    };
  }
}

function settled({ observed, errors }: Pick<ToyHypothesisTest, 'observed' | 'errors'>, options: ToyHypothesisOptions) {
  const { cl, toys } = options;
  if (!observed || !errors) return false;
  const far = cl !== undefined && Math.abs(observed.cls - (1 - cl)) > 3 * errors.cls;
  return far || errors.cls <= (toys.error ?? 0);
}

function pValues(
  signal: ToySample,
  background: ToySample,
  { q, tolerance }: { readonly q: number; readonly tolerance: number },
): Required<Pick<ToyHypothesisTest, 'observed' | 'errors'>> {
  const [clsb, clb] = [signal, background].map((toys) => fractionAtLeast(toys, q - tolerance)) as [number, number];
  const [ofS, ofB] = [signal.q.length, background.q.length];
  const cls = clb > 0 ? clsb / clb : NaN;
  // Where no toy is that extreme p is as uncertain as if there were one.
  const [leastS, leastB] = [Math.max(clsb, 1 / ofS), Math.max(clb, 1 / ofB)];
  const relative = Math.hypot(Math.sqrt((1 - leastS) / (leastS * ofS)), Math.sqrt((1 - leastB) / (leastB * ofB)));
  const errors = {
    clsb: Math.sqrt((clsb * (1 - clsb)) / ofS),
    clb: Math.sqrt((clb * (1 - clb)) / ofB),
    cls: (leastS / leastB) * relative,
  };
  return { observed: { q, clsb, clb, cls }, errors };
}

function fractionAtLeast({ q }: ToySample, threshold: number): number {
  return (q.length - firstIndexAtLeast(q, threshold)) / q.length;
}

/** Percentiles, with linear interpolation, of CLs of the background-only toys. */
function expectedBand(signal: ToySample, background: ToySample, tolerance: number): FiveBand {
  const cls = background.q.map((q) => {
    const [clsb, clb] = [signal, background].map((toys) => fractionAtLeast(toys, q - tolerance)) as [number, number];
    return clsb / clb;
  });
  cls.sort();
  return BAND_SIGMAS.map((k) => {
    const position = normalCdf(k) * (cls.length - 1);
    const below = Math.floor(position);
    const above = Math.min(below + 1, cls.length - 1);
    return cls[below]! + (position - below) * (cls[above]! - cls[below]!);
  }) as unknown as FiveBand;
}

function checkOptions(model: Model, { mu, toys }: ToyHypothesisOptions): void {
  const { lower, upper, name } = model.parameters[model.pointOfInterest]!;
  if (!(mu >= lower && mu <= upper)) {
    throw new InvalidModelError(`${name} is ${mu}; allowed is a number between its bounds ${lower} and ${upper}`);
  }
  const whole = Number.isInteger(toys.minimum) && Number.isInteger(toys.maximum);
  if (!(whole && toys.minimum >= 100 && toys.minimum <= toys.maximum)) {
    throw new InvalidModelError(
      `toys are minimum ${toys.minimum}, maximum ${toys.maximum}; allowed are whole numbers 100 <= minimum <= maximum`,
    );
  }
}
