/**
 * Energy between `low` and `high` by two maps with averaged density: half of the events proportional to 1/E, half
 * proportional to 1/(endpoint - E), for a spectrum that grows both towards soft photons and, where a third particle turns
 * soft, towards the kinematic limit `endpoint` > high.
 * @returns [E, dE/du]
 */
export function twoEndedEnergy(
  u: number,
  low: number,
  high: number,
  endpoint: number,
): readonly [energy: number, jacobian: number] {
  const softRange = Math.log(high / low);
  const hardRange = Math.log((endpoint - low) / (endpoint - high));
  const soft = low * Math.exp(softRange * (2 * u));
  const hard = endpoint - (endpoint - high) * Math.exp(hardRange * (2 * u - 1));
  const energy = u < 0.5 ? soft : hard;
  const density = 0.5 / (energy * softRange) + 0.5 / ((endpoint - energy) * hardRange);
  return [energy, 1 / density];
}
