/** ln(CLs / alpha) at one signal. */
export interface NoisyPoint {
  readonly x: number;
  readonly y: number;
}

/** A bracket of the crossing, and the crossing by linear interpolation. */
export interface NoisyRoot {
  readonly kind: 'root';
  readonly x: number;
  readonly low: NoisyPoint;
  readonly high: NoisyPoint;
}

/** A bracket this narrow (ratio of its ends) is interpolated; it is wide against the steps of a CLs from toys. */
const NARROW = 1.16;
const MAXIMUM_STEPS = 60;

/**
 * What to do next to find where a falling function that is known at some points (any order) crosses zero: interpolate, or
 * evaluate at `x` first. Without a bracket it steps outwards, by up to a factor 2; where the function is still above
 * zero at `maximum` there is no crossing.
 */
function nextStep(
  points: readonly NoisyPoint[],
  guess: number,
  maximum: number,
): NoisyRoot | { readonly kind: 'evaluate'; readonly x: number } | { readonly kind: 'no-root' } {
  const sorted = [...points].sort((a, b) => a.x - b.x);
  const high = sorted.find((point) => point.y <= 0);
  const low = sorted.filter((point) => point.y > 0 && (!high || point.x < high.x)).at(-1);
  if (!low && !high) return { kind: 'evaluate', x: guess };
  if (!low) return { kind: 'evaluate', x: high!.x / outwards(-high!.y) };
  if (!high && low.x >= maximum) return { kind: 'no-root' };
  if (!high) return { kind: 'evaluate', x: Math.min(maximum, low.x * outwards(low.y)) };
  const x = low.x + ((high.x - low.x) * low.y) / (low.y - high.y);
  if (high.x <= NARROW * low.x) return { kind: 'root', x, low, high };
  const side = high.x / x > x / low.x ? 1.06 : 1 / 1.06;
  return { kind: 'evaluate', x: Math.min(high.x * 0.98, Math.max(low.x * 1.02, x * side)) };
}

/** Past the crossing by about 6 %, were the function a power law with exponent -3. */
function outwards(distance: number): number {
  return Math.min(2, 1.06 * Math.exp(distance / 3));
}

/**
 * Finds the crossing with a function that is dear: `evaluate` adds a point to `known()`. Points in the final bracket are
 * evaluated again by `refine` until that changes nothing (it may add toys).
 */
export async function findNoisyRoot(search: {
  readonly guess: number;
  readonly maximum?: number;
  readonly known: () => readonly NoisyPoint[];
  readonly refine: (x: number) => Promise<'changed' | 'unchanged'>;
}): Promise<NoisyRoot | { readonly kind: 'no-root' }> {
  for (let step = 0; step < MAXIMUM_STEPS; step++) {
    const next = nextStep(search.known(), search.guess, search.maximum ?? Infinity);
    if (next.kind === 'no-root') return next;
    if (next.kind === 'evaluate') {
      await search.refine(next.x);
      continue;
    }
    const ends = [await search.refine(next.low.x), await search.refine(next.high.x)];
    if (ends.every((end) => end === 'unchanged')) return next;
  }
  return { kind: 'no-root' };
}
