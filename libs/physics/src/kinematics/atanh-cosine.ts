/**
 * Cosine of a polar angle with y = atanh(cos) uniform between yLow and yHigh, for densities like 1/(1 - cos^2).
 * @returns [cos, sin^2, d cos/du]; sin^2 without the cancellation in 1 - cos^2
 */
export function atanhCosine(
  u: number,
  yLow: number,
  yHigh: number,
): readonly [cosTheta: number, sinSquared: number, jacobian: number] {
  const range = yHigh - yLow;
  const growth = Math.exp(2 * (yLow + range * u));
  const oneMinusCos = 2 / (1 + growth);
  const sinSquared = growth * oneMinusCos * oneMinusCos;
  return [1 - oneMinusCos, sinSquared, sinSquared * range];
}
