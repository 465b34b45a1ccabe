/**
 * Energy with a density proportional to 1/E from `low` to low * exp(logRange).
 * @returns [E, dE/du]
 */
export function logUniformEnergy(
  u: number,
  low: number,
  logRange: number,
): readonly [energy: number, jacobian: number] {
  const energy = low * Math.exp(logRange * u);
  return [energy, energy * logRange];
}
