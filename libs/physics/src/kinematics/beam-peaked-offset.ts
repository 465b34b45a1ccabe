/**
 * Angular offset x = 1 - |cos theta| from a beam between 0 and `opening`, peaked like 1/(x + regulator):
 * x = D ((opening/D + 1)^u - 1), D the regulator, me^2/(2 E^2) or less. Carry x, not the cosine: in single precision
 * 1 - cos is 0 below 0.3 mrad. Its density is `beamPeakedDensity`.
 */
export function beamPeakedOffset(u: number, regulator: number, opening: number): number {
  return regulator * (Math.exp(u * Math.log(1 + opening / regulator)) - 1);
}
