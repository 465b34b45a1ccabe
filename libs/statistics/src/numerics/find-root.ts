/** The zero of a falling function, or why there is none. */
export type Root = { readonly kind: 'root'; readonly x: number } | { readonly kind: 'no-root' };

/**
 * Where a falling function crosses zero for 0 < x <= highest: the bracket starts at `guess`, is widened by itself (each
 * time by a factor twice as large on the logarithmic scale, to guess * 2^+-64) and is then closed by the Anderson-Bjorck
 * rule with a bisection whenever that stalls, to a relative width of `tolerance`.
 */
export function findFallingRoot(f: (x: number) => number, guess: number, tolerance = 1e-10, highest = Infinity): Root {
  const start = { x: guess, y: f(guess) };
  if (Number.isNaN(start.y)) return { kind: 'no-root' };
  if (start.y === 0) return { kind: 'root', x: guess };
  let inner = start;
  for (let octaves = 1; octaves <= WIDEST; octaves *= 2) {
    if (inner.x >= highest) return { kind: 'no-root' };
    const x = start.y > 0 ? Math.min(highest, guess * 2 ** octaves) : guess / 2 ** octaves;
    const outer = { x, y: f(x) };
    if (Number.isNaN(outer.y)) return { kind: 'no-root' };
    if (outer.y > 0 !== start.y > 0) return { kind: 'root', x: close(f, inner, outer, tolerance) };
    inner = outer;
  }
  return { kind: 'no-root' };
}

/** The bracket is widened to this many factors of 2. */
const WIDEST = 64;

interface Point {
  readonly x: number;
  readonly y: number;
}

function close(f: (x: number) => number, from: Point, to: Point, tolerance: number): number {
  let a = from;
  let b = to;
  let width = Math.abs(b.x - a.x);
  for (let i = 0; i < 200 && Math.abs(b.x - a.x) > tolerance * Math.abs(b.x) && b.y !== 0; i++) {
    const secant = b.x - (b.y * (b.x - a.x)) / (b.y - a.y);
    const halve = i % 3 === 2 && Math.abs(b.x - a.x) > 0.5 * width;
    if (i % 3 === 2) width = Math.abs(b.x - a.x);
    const x = halve || !Number.isFinite(secant) ? 0.5 * (a.x + b.x) : secant;
    const c = { x, y: f(x) };
    const shrink = 1 - c.y / b.y;
    const crossed = c.y > 0 !== b.y > 0;
    a = crossed ? b : { x: a.x, y: a.y * (shrink > 0 ? shrink : 0.5) };
    b = c;
  }
  return b.x;
}
