/**
 * Two independent standard normal deviates from two uniform ones in (0, 1), by Box and Muller
 * (doi:10.1214/aoms/1177706645).
 */
export function boxMuller(u1: number, u2: number): readonly [z1: number, z2: number] {
  const radius = Math.sqrt(-2 * Math.log(u1));
  const angle = 2 * Math.PI * u2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
