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

/**
 * A photon as the calorimeter measures it. The true four-vector (GeV) is given in the centre-of-mass frame with the
 * electron along +z; it is turned to axes parallel to the laboratory (axisCos, axisSin), boosted, smeared in energy
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
  sqrtS: number,
  axisCos: number,
  axisSin: number,
  betaX: number,
  betaZ: number,
  gamma: number,
  a: number,
  b: number,
  c: number,
  q0: number,
  q1: number,
  alpha: number,
  n: number,
  gate: number,
  ta: number,
  tc: number,
): readonly [
  energyStar: number,
  pxStar: number,
  pyStar: number,
  pzStar: number,
  cosThetaStar: number,
  cosThetaLab: number,
  massSquared: number,
] {
  const [rx, ry, rz] = rotateAboutY(kx, ky, kz, axisCos, axisSin);
  const [energy, px, py, pz] = boost(k0, rx, ry, rz, betaX, 0, betaZ, gamma);
  const [zEnergy, zAngle] = boxMuller(uEnergy, uAngle);
  const resolution = relativeEnergyResolution(energy, k0, a, b, c, q0, q1);
  const measured = Math.max(energy * (1 + resolution * crystalBallDeviate(zEnergy, uTail, alpha, n, gate)), 1e-3);
  const transverse = Math.sqrt(px * px + py * py);
  const trueCos = pz / energy;
  const shift = (transverse / energy) * angularResolution(energy, ta, tc) * zAngle;
  const cosThetaLab = Math.min(Math.max(trueCos - shift, -1), 1);
  const sine = Math.sqrt(1 - cosThetaLab * cosThetaLab);
  const mx = (measured * sine * px) / transverse;
  const my = (measured * sine * py) / transverse;
  const [energyStar, sx, sy, sz] = boost(measured, mx, my, measured * cosThetaLab, -betaX, 0, -betaZ, gamma);
  const cosThetaStar = (axisCos * sz + axisSin * sx) / energyStar;
  return [energyStar, sx, sy, sz, cosThetaStar, cosThetaLab, recoilMassSquared(sqrtS, energyStar)];
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
  gapSin: number,
  sqrtS: number,
  betaX: number,
  betaZ: number,
  gamma: number,
): readonly [cosThetaLab: number, energyStar: number] {
  // Beyond the kinematic limit (resolution) the event counts as one at the limit.
  const shrink = Math.min((0.4995 * sqrtS) / k0, 1);
  const [, lx, ly] = boost(k0, -kx, -ky, -kz, betaX, 0, betaZ, gamma);
  const transverse = Math.max(Math.sqrt(lx * lx + ly * ly), 1e-6);
  const gx = (gapSin * lx) / transverse;
  const gy = (gapSin * ly) / transverse;
  const [ge, nx, ny, nz] = boost(1, gx, gy, gapCos, -betaX, 0, -betaZ, gamma);
  const [, , , , e3, x3, y3, z3] = photonRecoil(
    sqrtS,
    k0 * shrink,
    kx * shrink,
    ky * shrink,
    kz * shrink,
    nx / ge,
    ny / ge,
    nz / ge,
  );
  const [labE, , , labZ] = boost(e3, x3, y3, z3, betaX, 0, betaZ, gamma);
  return [labZ / labE, e3];
}

/**
 * Cosine of the polar angle in the laboratory at which a photon back to back with the visible one would fly: the second
 * photon of e+e- -> gamma gamma, whatever energy was measured.
 */
export function recoilCosine(
  k0: number,
  kx: number,
  ky: number,
  kz: number,
  betaX: number,
  betaZ: number,
  gamma: number,
): number {
  const [energy, , , pz] = boost(k0, -kx, -ky, -kz, betaX, 0, betaZ, gamma);
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
