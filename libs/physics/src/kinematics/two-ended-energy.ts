/**
 * Energy between `low` and `high` by two maps with averaged density: a share 1 - hardShare proportional to 1/E, the rest
 * proportional to 1/(endpoint - E), for a spectrum that grows both towards soft photons and, where a third particle turns
 * soft, towards the kinematic limit `endpoint` > high.
 * @returns [E, dE/du]
 */
export function twoEndedEnergy(
  u: number,
  low: number,
  high: number,
  endpoint: number,
  hardShare: number,
): readonly [energy: number, jacobian: number] {
  const softRange = Math.log(high / low);
  const hardRange = Math.log((endpoint - low) / (endpoint - high));
  const soft = low * Math.exp((softRange * (u - hardShare)) / (1 - hardShare));
  const hard = endpoint - (endpoint - high) * Math.exp((hardRange * u) / hardShare);
  const energy = u < hardShare ? hard : soft;
  const density = (1 - hardShare) / (energy * softRange) + hardShare / ((endpoint - energy) * hardRange);
  return [energy, 1 / density];
}
