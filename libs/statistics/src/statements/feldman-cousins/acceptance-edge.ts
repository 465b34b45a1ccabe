/** Whether x is accepted: p - alpha, with its standard error. */
export interface Acceptance {
  readonly x: number;
  readonly excess: number;
  readonly error: number;
}

/** Where acceptance ends, or `beyond`: the end of the range is still accepted. */
export type AcceptanceEdge =
  { readonly kind: 'edge'; readonly x: number; readonly error: number } | { readonly kind: 'beyond' };

export interface AcceptanceSearch {
  readonly at: (x: number) => Promise<Acceptance>;
  /** Accepted for sure. */
  readonly from: number;
  /** Where the edge may be, between `from` and `end`. */
  readonly guess: number;
  readonly end: number;
  /** Width to which the edge is followed, relative to its distance from `from`. */
  readonly tolerance: number;
}

const STEP = 1.25;

/**
 * The last accepted x on the way from `from` to `end`: steps outwards by a quarter of the distance until one is rejected
 * beyond doubt (p below half of what is wanted, or two in a row), then halves the way between the last that is accepted
 * and the next, until that is narrow or p cannot be told from alpha. Error: half the bracket, or that of p over the slope.
 */
export async function acceptanceEdge({ at, from, guess, end, tolerance }: AcceptanceSearch): Promise<AcceptanceEdge> {
  if (from === end) return { kind: 'beyond' };
  const outside = await outermost(at, { from, guess, end });
  if (!outside.rejected) return { kind: 'beyond' };
  let inside = outside.accepted;
  let rejected = outside.rejected;
  while (Math.abs(rejected.x - inside.x) > tolerance * Math.abs(rejected.x - from)) {
    const middle = await at(0.5 * (inside.x + rejected.x));
    if (Math.abs(middle.excess) < middle.error) return unclear(middle, inside, rejected);
    if (middle.excess > 0) inside = middle;
    else rejected = middle;
  }
  return { kind: 'edge', x: 0.5 * (inside.x + rejected.x), error: 0.5 * Math.abs(rejected.x - inside.x) };
}

async function outermost(
  at: AcceptanceSearch['at'],
  { from, guess, end }: { readonly from: number; readonly guess: number; readonly end: number },
): Promise<{ readonly accepted: Acceptance; readonly rejected?: Acceptance }> {
  let accepted: Acceptance = { x: from, excess: 1, error: 0 };
  let rejected: Acceptance | undefined;
  for (let x = guess; ; x = within(from + (x - from) * STEP, from, end)) {
    const point = await at(x);
    if (point.excess > 0) [accepted, rejected] = [point, undefined];
    else if (rejected) return { accepted, rejected };
    else rejected = point;
    if (x === end) return { accepted, ...(rejected ? { rejected } : {}) };
  }
}

/** x, or the end of the range where x is past it. */
function within(x: number, from: number, end: number): number {
  return (x - end) * (end - from) >= 0 ? end : x;
}

function unclear(middle: Acceptance, inside: Acceptance, rejected: Acceptance): AcceptanceEdge {
  const slope = (inside.excess - rejected.excess) / Math.abs(rejected.x - inside.x);
  return { kind: 'edge', x: middle.x, error: middle.error / slope + 0.25 * Math.abs(rejected.x - inside.x) };
}
