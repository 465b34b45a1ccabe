import { beamPeakedDensity } from './beam-peaked-density.js';
import { beamPeakedOffset } from './beam-peaked-offset.js';

/**
 * Angular offset x = 1 - |cos theta| from a beam in two channels with averaged density: `peakedShare` peaked at the beam
 * like 1/(x + regulator), the rest uniform in [0, opening].
 * @param uChannel chooses the channel
 * @returns [x, density of x]
 */
export function nearBeamOffset(
  uChannel: number,
  u: number,
  regulator: number,
  opening: number,
  peakedShare: number,
): readonly [offset: number, density: number] {
  const offset = uChannel < peakedShare ? beamPeakedOffset(u, regulator, opening) : opening * u;
  return [offset, peakedShare * beamPeakedDensity(offset, regulator, opening) + (1 - peakedShare) / opening];
}
