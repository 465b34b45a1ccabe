import cephes from 'cephes';

await cephes.compiled;

/**
 * Share of the normal core that has to move into the power tail so that the tail holds what the Crystal Ball gives it:
 * (f - Phi(-alpha)) / Phi(alpha), f = T / (T + C), T = n/(alpha (n-1)) exp(-alpha^2/2), C = sqrt(2 pi) Phi(alpha).
 */
export function crystalBallGate(alpha: number, n: number): number {
  const core = Math.sqrt(2 * Math.PI) * cephes.ndtr(alpha);
  const tail = (n / (alpha * (n - 1))) * Math.exp(-0.5 * alpha * alpha);
  return (tail / (tail + core) - cephes.ndtr(-alpha)) / cephes.ndtr(alpha);
}
