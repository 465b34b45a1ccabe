import type { Model } from '../../model/model.js';
import type { ToyBatch, ToyEngine } from '../../toys/engine.js';
import { mergeToys, NO_TOYS, sampleOf, type ToySample } from '../../toys/merge-toys.js';
import { signalRange, testStatistic, type TestStatisticName } from '../test-statistic.js';

/** What an ensemble is drawn from. */
export interface EnsembleOptions {
  readonly model: Model;
  readonly truth: Float64Array;
  readonly key: readonly [number, number];
  readonly statistic: TestStatisticName;
  /** Toys of one request to the engine; the result does not depend on it. */
  readonly batch?: number;
}

/** Toys of one truth: their free fits are made once, whatever signal strengths are tested with them. */
export interface ToyEnsemble {
  /** Toys first ... first + count - 1 tested at mu, with ln [ p(toy | other) / p(toy | truth) ] where other is given. */
  readonly test: (request: EnsembleRequest) => Promise<ToySample>;
}

export interface EnsembleRequest {
  readonly mu: number;
  readonly first: number;
  readonly count: number;
  readonly other?: Float64Array;
  /** Weights are for p(toy | truth) / p(toy | other) instead. */
  readonly inverted?: boolean;
}

const BATCH = 65_536;

/** Prepares toys of one truth. Any toys may come first; later ones follow these or are among them. */
export function toyEnsemble(engine: ToyEngine, options: EnsembleOptions): ToyEnsemble {
  const { model, truth, key, statistic, batch = BATCH } = options;
  const range = signalRange(model, statistic);
  let fits: FreeFits | undefined;
  const part = async (request: EnsembleRequest): Promise<ToySample> => {
    const { mu, first, count, other } = request;
    const asked = { model, truth, key, first, count, conditional: mu, ...(other ? { other } : {}) };
    const known = fits !== undefined && first + count <= endOf(fits);
    const toys = await engine.generate(known ? asked : { ...asked, free: range });
    const before = fits ?? { first, free: new Float64Array(0), estimate: new Float64Array(0) };
    fits = known ? before : extended(before, given(toys.free), given(toys.estimate));
    return sampleFrom(statistic, request, toys, fits);
  };
  return {
    test: async ({ first, count, ...request }) => {
      let sum = NO_TOYS;
      for (let from = first, end = first + count; from < end;) {
        const known = fits ? endOf(fits) : from;
        const to = Math.min(end, from + batch, from < known ? known : Infinity);
        sum = mergeToys(sum, await part({ ...request, first: from, count: to - from }));
        from = to;
      }
      return sum;
    },
  };
}

/** Free fits of the toys from `first` on. */
interface FreeFits {
  readonly first: number;
  readonly free: Float64Array;
  readonly estimate: Float64Array;
}

function endOf({ first, free }: FreeFits): number {
  return first + free.length;
}

function extended(fits: FreeFits, free: Float64Array, estimate: Float64Array): FreeFits {
  return { first: fits.first, free: joined(fits.free, free), estimate: joined(fits.estimate, estimate) };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function sampleFrom(
  statistic: TestStatisticName,
  { mu, first, count, inverted }: EnsembleRequest,
  toys: ToyBatch,
  fits: FreeFits,
): ToySample {
  const offset = first - fits.first;
  const q = given(toys.conditional).map((conditional, i) => {
    const [free, estimate] = [fits.free[offset + i]!, fits.estimate[offset + i]!];
    return testStatistic(statistic, mu, { conditional, free, estimate });
  });
  const failed = q.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  const sign = inverted ? -1 : 1;
  const logRatio = toys.logRatio?.map((value) => sign * value) ?? new Float64Array(count);
  return sampleOf({ q, refitted: toys.refitted, failed }, logRatio);
}

function given(values: Float64Array | undefined): Float64Array {
  if (!values) throw new Error('the toy engine left out numbers that were asked for');
  return values;
}
