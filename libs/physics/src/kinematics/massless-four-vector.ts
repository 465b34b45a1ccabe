/**
 * Massless four-vector from energy, cosine and sine of the polar angle, and azimuth (rad).
 * @returns [E, px, py, pz]
 */
export function masslessFourVector(
  energy: number,
  cosTheta: number,
  sinTheta: number,
  phi: number,
): readonly [energy: number, px: number, py: number, pz: number] {
  const transverse = energy * sinTheta;
  return [energy, transverse * Math.cos(phi), transverse * Math.sin(phi), energy * cosTheta];
}
