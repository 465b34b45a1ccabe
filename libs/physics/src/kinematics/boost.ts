/**
 * Boost of a four-vector from a frame that moves with velocity (betaX, betaY, betaZ) into the frame at rest:
 * E' = gamma (E + beta.p), p' = p + beta (gamma^2/(gamma+1) beta.p + gamma E).
 * @returns [E', px', py', pz'], in the unit of the input
 */
export function boost(
  energy: number,
  px: number,
  py: number,
  pz: number,
  betaX: number,
  betaY: number,
  betaZ: number,
  gamma: number,
): readonly [energy: number, px: number, py: number, pz: number] {
  const betaDotP = betaX * px + betaY * py + betaZ * pz;
  const along = gamma * ((gamma / (gamma + 1)) * betaDotP + energy);
  return [gamma * (energy + betaDotP), px + along * betaX, py + along * betaY, pz + along * betaZ];
}
