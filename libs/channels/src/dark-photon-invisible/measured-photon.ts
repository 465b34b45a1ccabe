import type { Formula } from '@darkreach/kernels';
import {
  angularResolution,
  boost,
  boxMuller,
  crystalBallDeviate,
  photonRecoil,
  recoilMassSquared,
  relativeEnergyResolution,
  rotateAboutY,
} from '@darkreach/physics';
import type { BeamInputs, ResolutionInputs } from './inputs.js';

/**
 * A photon as the calorimeter measures it. The true four-vector (GeV) is given in the centre-of-mass frame with the
 * electron along +z; it is turned to axes parallel to the laboratory, boosted, smeared in energy
 * (Crystal Ball of the relative resolution) and polar angle (normal), and boosted back.
 * @returns [E*, px*, py*, pz*] measured, on laboratory axes; cos theta* from the electron; cos theta in the laboratory;
 *   M_rec^2 in GeV^2
 */
export function measurePhoton(
  uEnergy: number,
  uAngle: number,
  uTail: number,
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  input: BeamInputs & ResolutionInputs,
): readonly [
  energyStar: number,
  pxStar: number,
  pyStar: number,
  pzStar: number,
  cosThetaStar: number,
  cosThetaLab: number,
  massSquared: number,
] {
  const [rx, ry, rz] = rotateAboutY(kx, ky, kz, input.axisCos, input.axisSin);
  const [energy, px, py, pz] = boost(k0, rx, ry, rz, input.betaX, 0, input.betaZ, input.gamma);
  const [zEnergy, zAngle] = boxMuller(uEnergy, uAngle);
  const resolution = relativeEnergyResolution(energy, k0, input.a, input.b, input.c, input.q0, input.q1);
  const deviate = crystalBallDeviate(zEnergy, uTail, input.alpha, input.n, input.gate);
  const measured = Math.max(energy * (1 + resolution * deviate), 1e-3);
  const transverse = Math.sqrt(px * px + py * py);
  const trueCos = pz / energy;
  const shift = (transverse / energy) * angularResolution(energy, input.ta, input.tc) * zAngle;
  const cosThetaLab = Math.min(Math.max(trueCos - shift, -1), 1);
  const sine = Math.sqrt(1 - cosThetaLab * cosThetaLab);
  const mx = (measured * sine * px) / transverse;
  const my = (measured * sine * py) / transverse;
  const mz = measured * cosThetaLab;
  const [energyStar, sx, sy, sz] = boost(measured, mx, my, mz, -input.betaX, 0, -input.betaZ, input.gamma);
  const cosThetaStar = (input.axisCos * sz + input.axisSin * sx) / energyStar;
  return [energyStar, sx, sy, sz, cosThetaStar, cosThetaLab, recoilMassSquared(input.sqrtS, energyStar)];
}

/**
 * Where the third photon would have gone if the event were e+e- -> gamma gamma gamma with one photon in a gap of the
 * calorimeter: gap photon at cosine gapCos, at the azimuth in the laboratory to which the visible photon recoils. Visible
 * photon on laboratory axes in the centre-of-mass frame.
 * @returns [cos theta of the third photon in the laboratory, its energy E* in GeV]
 */
export function photonBesideGap(
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  gapCos: number,
  input: BeamInputs,
): readonly [cosThetaLab: number, energyStar: number] {
  // Beyond the kinematic limit (resolution) the event counts as one at the limit.
  const shrink = Math.min((0.4995 * input.sqrtS) / k0, 1);
  const [, lx, ly] = boost(k0, -kx, -ky, -kz, input.betaX, 0, input.betaZ, input.gamma);
  const transverse = Math.max(Math.sqrt(lx * lx + ly * ly), 1e-6);
  const gapSin = Math.sqrt(1 - gapCos * gapCos);
  const gx = (gapSin * lx) / transverse;
  const gy = (gapSin * ly) / transverse;
  const [ge, nx, ny, nz] = boost(1, gx, gy, gapCos, -input.betaX, 0, -input.betaZ, input.gamma);
  const [, , , , e3, x3, y3, z3] = photonRecoil(
    input.sqrtS,
    k0 * shrink,
    kx * shrink,
    ky * shrink,
    kz * shrink,
    nx / ge,
    ny / ge,
    nz / ge,
  );
  const [labE, , , labZ] = boost(e3, x3, y3, z3, input.betaX, 0, input.betaZ, input.gamma);
  return [labZ / labE, e3];
}

/**
 * Cosine of the polar angle in the laboratory at which a photon back to back with the visible one would fly: the second
 * photon of e+e- -> gamma gamma, whatever energy was measured.
 */
export function recoilCosine(k0: number, kx: number, ky: number, kz: number, input: BeamInputs): number {
  const [energy, , , pz] = boost(k0, -kx, -ky, -kz, input.betaX, 0, input.betaZ, input.gamma);
  return pz / energy;
}

/** Formulas that `measurePhoton` and `photonBesideGap` need, themselves included. */
export const measuredPhotonFormulas: readonly Formula[] = [
  measurePhoton,
  photonBesideGap,
  recoilCosine,
  angularResolution,
  boost,
  boxMuller,
  crystalBallDeviate,
  photonRecoil,
  recoilMassSquared,
  relativeEnergyResolution,
  rotateAboutY,
];
