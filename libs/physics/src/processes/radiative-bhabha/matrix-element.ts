/**
 * |M|^2 / e^6 of e+e- -> e+e- gamma, massless and spin averaged, in the form of the CALKUL collaboration (Berends, Kleiss,
 * De Causmaecker, Gastmans, Troost, Wu, Phys. Lett. B 103, 124 (1981) and Nucl. Phys. B 206, 61 (1982)):
 * W [s s'(s^2+s'^2) + t t'(t^2+t'^2) + u u'(u^2+u'^2)] / (s s' t t'),
 * W = s/(AB) + s'/(CD) - t/(AC) - t'/(BD) + u/(AD) + u'/(BC), with
 * s = 2 p-.p+, s' = 2 q-.q+, t = -2 p+.q+, t' = -2 p-.q-, u = -2 p+.q-, u' = -2 p-.q+,
 * A = p+.k, B = p-.k, C = q+.k, D = q-.k.
 */
export function radiativeBhabhaMatrixElement(
  s: number,
  sPrime: number,
  t: number,
  tPrime: number,
  u: number,
  uPrime: number,
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  const eikonal = s / (a * b) + sPrime / (c * d) - t / (a * c) - tPrime / (b * d) + u / (a * d) + uPrime / (b * c);
  const sTerm = s * sPrime * (s * s + sPrime * sPrime);
  const tTerm = t * tPrime * (t * t + tPrime * tPrime);
  const uTerm = u * uPrime * (u * u + uPrime * uPrime);
  return ((eikonal / t) * (sTerm + tTerm + uTerm)) / (tPrime * s * sPrime);
}
