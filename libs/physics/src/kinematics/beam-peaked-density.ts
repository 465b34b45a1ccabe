/** Density of the offset x = 1 - |cos theta| that `beamPeakedOffset` draws: 1 / ((x + D) ln(1 + opening/D)). */
export function beamPeakedDensity(offset: number, regulator: number, opening: number): number {
  return 1 / ((offset + regulator) * Math.log(1 + opening / regulator));
}
