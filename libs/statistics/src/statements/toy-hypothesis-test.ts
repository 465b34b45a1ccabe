import { InvalidModelError } from '../errors.js';
import { firstIndexAtLeast } from './first-index.js';
import { normalCdf } from '../limits/normal.js';
import type { Model } from '../model/model.js';
import type { ToyEngine } from '../toys/engine.js';
import { mergeToys, NO_TOYS, type ToySample } from '../toys/merge-toys.js';
import { dataFits } from './data-fits.js';
import { Hypothesis, hypothesisKey } from './hypothesis-key.js';
import { BAND_SIGMAS } from '../limits/asymptotic-cls.js';
import type { FiveBand } from './limit-band.js';
import { toyEnsemble } from './toy-ensemble.js';

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
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

/** The p-values of one mu from counted toys, each with its binomial standard error. */
export interface ToyHypothesisTest {
  readonly kind: 'hypothesis-test';
  readonly statement: 'cls';
  readonly method: 'toys';
  readonly testStatistic: 'q~' | 'q';
  readonly mu: number;
  /** The test statistic of the data. */
  readonly q: number;
  readonly clsb: number;
  readonly clb: number;
  readonly cls: number;
  readonly errors: { readonly clsb: number; readonly clb: number; readonly cls: number };
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
 */
export async function toyHypothesisTest(
  model: Model,
  options: ToyHypothesisOptions,
  engine: ToyEngine,
): Promise<ToyHypothesisTest> {
  const { mu, toys: asked, testStatistic = 'q~' } = options;
  checkOptions(model, options);
  const fits = dataFits(model, testStatistic);
  const q = fits.observed(mu);
  const [signal, background] = [fits.conditional(mu), fits.background].map(({ parameters }, i) =>
    toyEnsemble(engine, {
      ...{ model, truth: parameters, statistic: testStatistic },
      key: hypothesisKey(options.key ?? [0, 0], i === 0 ? Hypothesis.signal : Hypothesis.background),
      ...(options.batch === undefined ? {} : { batch: options.batch }),
    }),
  );
  let [s, b] = [NO_TOYS, NO_TOYS];
  for (let toys = 0; ;) {
    const count = (toys === 0 ? asked.minimum : Math.min(2 * toys, asked.maximum)) - toys;
    const request = { mu, first: toys, count };
    s = mergeToys(s, await signal!.test(request));
    b = mergeToys(b, await background!.test(request));
    toys += count;
    const values = pValues(s, b, q - engine.tieTolerance);
    if (toys < asked.maximum && !settled(values, options)) continue;
    return {
      kind: 'hypothesis-test',
      statement: 'cls',
      method: 'toys',
      testStatistic,
      mu,
      q,
      ...values,
      clsExpected: expectedBand(s, b, engine.tieTolerance),
      toys,
      refittedToys: s.refitted + b.refitted,
      failedFits: s.failed + b.failed + fits.failedFits(),
    };
  }
}

function settled(
  { cls, errors }: Pick<ToyHypothesisTest, 'cls' | 'errors'>,
  { cl, toys }: ToyHypothesisOptions,
): boolean {
  const far = cl !== undefined && Math.abs(cls - (1 - cl)) > 3 * errors.cls;
  return far || errors.cls <= (toys.error ?? 0);
}

function pValues(
  signal: ToySample,
  background: ToySample,
  threshold: number,
): Pick<ToyHypothesisTest, 'clsb' | 'clb' | 'cls' | 'errors'> {
  const [clsb, clb] = [signal, background].map((toys) => fractionAtLeast(toys, threshold)) as [number, number];
  const [ofS, ofB] = [clsb * (1 - clsb), clb * (1 - clb)];
  const errors = { clsb: Math.sqrt(ofS / signal.q.length), clb: Math.sqrt(ofB / background.q.length) };
  // No toy that extreme: as uncertain as if there were one.
  const relative = Math.hypot(
    errors.clsb / Math.max(clsb, 1 / signal.q.length),
    errors.clb / Math.max(clb, 1 / background.q.length),
  );
  const cls = clb > 0 ? clsb / clb : NaN;
  const error = clsb > 0 ? cls * relative : 1 / (signal.q.length * Math.max(clb, 1 / background.q.length));
  return { clsb, clb, cls, errors: { ...errors, cls: error } };
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
