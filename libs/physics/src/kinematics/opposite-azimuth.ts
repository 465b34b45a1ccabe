/**
 * Azimuth of a particle that tends to fly opposite to another one at `phi`, because it balances its transverse momentum:
 * half of the events within 0.6 rad of phi + pi, half anywhere, with averaged density.
 * @returns [azimuth in rad, density in 1/rad]
 */
export function oppositeAzimuth(u: number, phi: number): readonly [azimuth: number, density: number] {
  const near = 0.6 * (4 * u - 1);
  const anywhere = Math.PI * (4 * u - 3);
  const off = u < 0.5 ? near : anywhere;
  const peak = Math.abs(off) < 0.6 ? 0.5 / 1.2 : 0;
  return [phi + Math.PI + off, peak + 0.25 / Math.PI];
}
