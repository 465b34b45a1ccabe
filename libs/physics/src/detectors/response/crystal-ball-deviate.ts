/**
 * Deviate of the Crystal Ball line shape (Gaisser, Skwarnicki): normal above -alpha, power tail |x|^-n below, made from a
 * standard normal z and one uniform u. The tail is taken when z < -alpha or u < gate, gate from `crystalBallGate`; in it
 * x = n/alpha - alpha - (n/alpha) v^(-1/(n-1)) with v the unused part of u.
 * @param n power of the tail, above 1
 */
export function crystalBallDeviate(z: number, u: number, alpha: number, n: number, gate: number): number {
  const v = u < gate ? u / gate : (u - gate) / (1 - gate);
  const scale = n / alpha;
  const tail = scale - alpha - scale * Math.exp(-Math.log(Math.max(v, 6e-8)) / (n - 1));
  return z < -alpha || u < gate ? tail : z;
}
