import cephes from 'cephes';

await cephes.compiled;

/** Phi(x), the standard normal distribution function, accurate in both tails (cephes `ndtr`). */
export function normalCdf(x: number): number {
  if (Math.abs(x) === Infinity) return x > 0 ? 1 : 0;
  return cephes.ndtr(x);
}

/** Phi^-1(p) for p in (0, 1) (cephes `ndtri`). */
export function normalQuantile(p: number): number {
  return cephes.ndtri(p);
}
