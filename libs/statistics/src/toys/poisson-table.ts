/** Rates below this are drawn from a table: exactly, and with the same bits on every device. */
export const TABLE_BELOW = 256;
/** Cells of the guide; a power of two, so that the upper bits of a random word are the cell. */
export const GUIDE_CELLS = 256;
/** Numbers of one table: the guide, then the distribution function from `start` on, then 2, which no deviate exceeds. */
export const TABLE_SIZE = GUIDE_CELLS + 192;

/** Deviates are odd multiples of this (`uniformFrom`). */
const LEAST_UNIFORM = 2 ** -24;
const BITS_OF_REST = 15;
/** Deviates are in the middle of the steps in which the rest counts. */
const HALF_A_REST = 2 ** -(BITS_OF_REST + 1);

/** A Poisson distribution prepared for inversion by a guide table. */
export interface PoissonTable {
  /** The least count that a deviate can give. */
  readonly start: number;
  readonly values: Float32Array;
}

/**
 * Inversion of the Poisson distribution by a guide table (Chen and Asau, AIIE Transactions 6 (1974) 163): the upper 8 of
 * the 23 bits of a uniform deviate u choose a cell. Where at most one step of the distribution function lies in the cell,
 * at the fraction f, the table has n + 1 - f, and the count is that plus the rest of u, rounded down (a cell without a step
 * has n; sums of counts below 512 and rests are exact in single precision). Other cells have
 * minus the place where the search among the steps begins. In single precision everywhere, so that all devices agree; the
 * distribution function is exact to 2e-7.
 */
export function poissonTable(rate: number): PoissonTable {
  const values = new Float32Array(TABLE_SIZE).fill(2);
  const { start, steps } = poissonSteps(rate);
  values.set(steps, GUIDE_CELLS);
  for (let cell = 0, k = 0; cell < GUIDE_CELLS; cell++) {
    const [low, high] = [cell / GUIDE_CELLS, (cell + 1) / GUIDE_CELLS];
    while (k < steps.length && steps[k]! <= low) k++;
    const isEmpty = k >= steps.length || steps[k]! >= high;
    const isSingle = k + 1 >= steps.length || steps[k + 1]! >= high;
    if (isEmpty) values[cell] = start + k;
    else if (isSingle) values[cell] = start + k + 1 - (steps[k]! - low) * GUIDE_CELLS + HALF_A_REST;
    else values[cell] = -(GUIDE_CELLS + k);
  }
  return { start, values };
}

/** P(N <= start), P(N <= start + 1) ... as long as a deviate can exceed them. */
function poissonSteps(rate: number): { readonly start: number; readonly steps: readonly number[] } {
  const steps: number[] = [];
  let start = 0;
  let term = Math.exp(-rate);
  for (let n = 0, sum = term; sum < 1 - LEAST_UNIFORM && n < 2 * TABLE_BELOW;) {
    if (sum < LEAST_UNIFORM) start = n + 1;
    else steps.push(sum);
    n++;
    term *= rate / n;
    sum += term;
  }
  return { start, steps };
}

/** The count of a random word; non-decreasing in its upper 23 bits and in the rate. */
export function countFromTable({ start, values }: PoissonTable, word: number): number {
  const guided = values[word >>> 24]!;
  if (guided >= 0) return Math.floor(Math.fround(guided + restOfCell(word)));
  const u = ((word >>> 9) + 0.5) * 2 ** -23;
  let place = -guided;
  while (u > values[place]!) place++;
  return place - GUIDE_CELLS + start;
}

/** The lower bits of the deviate as a fraction of the cell. */
function restOfCell(word: number): number {
  return ((word >>> 9) & (2 ** BITS_OF_REST - 1)) * 2 ** -BITS_OF_REST;
}
