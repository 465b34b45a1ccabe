import { InvalidModelError } from '../../errors.js';
import { checkAtLeast, checkCounting, checkPositive } from './check-counting.js';
import { poissonCdf } from './counting.js';

/** Confidence level and grids of a Feldman-Cousins interval. */
export interface FeldmanCousinsOptions {
  readonly cl: number;
  /** Step of the grid of signals, in events; 0.005 unless given. */
  readonly step?: number;
  /** Step of the grid of backgrounds above the given one over which the upper edge is made monotone; 0.01. */
  readonly backgroundStep?: number;
  /** The last background of that grid; 20, the range of the published tables and some way beyond. */
  readonly largestBackground?: number;
}

/** A Feldman-Cousins interval of the signal, in events. */
export interface FeldmanCousinsInterval {
  /** The first accepted signal of the grid. */
  readonly lower: number;
  /** The last accepted signal of the grid. */
  readonly upper: number;
  /** The largest `upper` of this and all larger backgrounds of the grid: never rises with the background. */
  readonly upperMonotone: number;
}

/**
 * Feldman-Cousins interval of a counting experiment, n ~ Pois(mu + b) with b known, mu >= 0 (Phys. Rev. D 57 (1998)
 * 3873, arXiv:physics/9711021). For each mu of the grid 0, step, 2 step ... counts k are accepted in falling order of
 *   R(k) = P(k | mu + b) / P(k | max(k, b))
 * until their probabilities sum to at least cl, equal R as one; the interval is the first and the last mu that accept n.
 *
 * No mu between is skipped unseen: ln R is concave in k, so that the counts ahead of n are n + 1 ... K(mu) where
 * mu + b > n (K rises with mu) and J(mu) ... n - 1 where mu + b < n, and the probability of a run of counts has one
 * maximum in mu; a stretch of mu is rejected at once where a run that is ahead throughout reaches cl at both its ends.
 * By Chernoff's bound no mu with R(n) <= (1 - cl) / 2 accepts n, which ends the grid.
 * @throws InvalidModelError for a count, a background, a confidence level or a grid that has no meaning
 * @example
 * countingFeldmanCousins(0, 3, { cl: 0.9 }) // { lower: 0, upper: 0.95, upperMonotone: 1.075 }
 */
export function countingFeldmanCousins(
  n: number,
  background: number,
  options: FeldmanCousinsOptions,
): FeldmanCousinsInterval {
  const { cl, step = 0.005, backgroundStep = 0.01, largestBackground = 20 } = options;
  checkCounting(n, cl);
  checkAtLeast('background', background, 0);
  checkPositive('step', step);
  if (step > 0.5) throw new InvalidModelError(`step: ${step} is more than half an event`);
  checkPositive('background step', backgroundStep);
  checkAtLeast('largest background', largestBackground, 0);
  const belt: Belt = { n, cl, step, background, backgroundStep };
  const centre = nearest(belt);
  const end = gridEnd(belt);
  const upper = raiseUpper(belt, centre, [centre + 1, end], [0, 0]);
  const steps = Math.max(0, Math.round((largestBackground - background) / backgroundStep));
  return {
    lower: (firstAccepted(belt, [0, centre]) ?? centre) * step,
    upper: upper * step,
    upperMonotone: raiseUpper(belt, upper, [upper + 1, end], [1, steps]) * step,
  };
}

interface Belt {
  readonly n: number;
  readonly cl: number;
  readonly step: number;
  readonly background: number;
  readonly backgroundStep: number;
}

/** First and last index of a stretch of a grid. */
type Stretch = readonly [number, number];

/** Index of the signal nearest to max(0, n - b): within half an event of it no other count is ahead of n. */
function nearest({ n, step, background }: Belt): number {
  return Math.round(Math.max(0, n - background) / step);
}

function gridEnd(belt: Belt): number {
  const floor = Math.log((1 - belt.cl) / 2);
  let width = 1;
  while (logRatio(belt.n, (nearest(belt) + width) * belt.step, belt.background) > floor) width *= 2;
  return nearest(belt) + width;
}

/** The first signal of a stretch with mu + b <= n that accepts n. */
function firstAccepted(belt: Belt, [from, to]: Stretch): number | undefined {
  if (rejectsFromBelow(belt, [from, to])) return undefined;
  if (from === to) return from;
  const middle = Math.floor((from + to) / 2);
  return firstAccepted(belt, [from, middle]) ?? firstAccepted(belt, [middle + 1, to]);
}

/** The larger of `best` and the last signal of a stretch accepted with any of a stretch of backgrounds. */
function raiseUpper(belt: Belt, best: number, [from, to]: Stretch, [first, last]: Stretch): number {
  const signals: Stretch = [Math.max(from, best + 1), to];
  const width = to - signals[0];
  if (width < 0 || first > last || rejectsFromAbove(belt, signals, [first, last])) return best;
  if (width === 0 && first === last) return to;
  if (width * belt.step > (last - first) * belt.backgroundStep) {
    const middle = Math.ceil((signals[0] + to) / 2);
    const raised = raiseUpper(belt, best, [middle, to], [first, last]);
    return raiseUpper(belt, raised, [from, middle - 1], [first, last]);
  }
  const middle = Math.floor((first + last) / 2);
  return raiseUpper(belt, raiseUpper(belt, best, signals, [first, middle]), signals, [middle + 1, last]);
}

/**
 * Whether counts above n are ahead of n throughout these signals and backgrounds, and reach cl. At fixed mu the lead
 * ln R(k) - ln R(n) is concave in b up to k and positive beyond, so that the two ends of the backgrounds suffice.
 */
function rejectsFromAbove(belt: Belt, [i, j]: Stretch, [first, last]: Stretch): boolean {
  const { n, cl, step, background, backgroundStep } = belt;
  const low = background + first * backgroundStep;
  const high = background + last * backgroundStep;
  const highest = Math.min(highestAhead(n, i * step, low), highestAhead(n, i * step, high));
  const reaches = (rate: number): boolean => poissonCdf(highest, rate) - poissonCdf(n, rate) >= cl;
  return highest > n && reaches(i * step + low) && reaches(j * step + high);
}

/** Whether counts below n are ahead of n throughout these signals, and reach cl. */
function rejectsFromBelow({ n, cl, step, background }: Belt, [i, j]: Stretch): boolean {
  const lowest = lowestAhead(n, j * step, background);
  const reaches = (rate: number): boolean =>
    poissonCdf(n - 1, rate) - (lowest > 0 ? poissonCdf(lowest - 1, rate) : 0) >= cl;
  return lowest < n && reaches(i * step + background) && reaches(j * step + background);
}

/** The largest k with R(k) > R(n), or n if no k > n has it. */
function highestAhead(n: number, signal: number, background: number): number {
  const own = logRatio(n, signal, background);
  const ahead = (k: number): boolean => logRatio(k, signal, background) > own;
  let inside = Math.max(n + 1, Math.floor(signal + background));
  if (!ahead(inside)) return n;
  let width = 1;
  while (ahead(inside + width)) width *= 2;
  for (; width >= 1; width /= 2) if (ahead(inside + width)) inside += width;
  return inside;
}

/** The smallest k with R(k) > R(n), or n if no k < n has it. */
function lowestAhead(n: number, signal: number, background: number): number {
  const own = logRatio(n, signal, background);
  let lowest = n;
  while (lowest > 0 && logRatio(lowest - 1, signal, background) > own) lowest--;
  return lowest;
}

/** ln R(k), to be compared at equal signal and background. */
function logRatio(k: number, signal: number, background: number): number {
  const best = Math.max(k, background);
  const rate = signal + background;
  return (k > 0 ? k * Math.log(rate / best) : 0) + (best - rate);
}
