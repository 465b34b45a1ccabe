/**
 * Rotation in the x-z plane that takes +z into (sine, 0, cosine): from the frame in which the electron flies along +z
 * to axes parallel to those of the laboratory.
 * @returns [px', py', pz']
 */
export function rotateAboutY(
  px: number,
  py: number,
  pz: number,
  cosine: number,
  sine: number,
): readonly [px: number, py: number, pz: number] {
  return [cosine * px + sine * pz, py, cosine * pz - sine * px];
}
