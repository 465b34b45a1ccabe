import type { Formula } from '@darkreach/kernels';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { twoBodyEnergy } from '../../kinematics/two-body-energy.js';
import { photonVectorDensity } from '../../radiation/photon-vector-density.js';
import { breitWigner, massTimesWidth } from './matrix-element.js';

/** q^2 of the chi pair around a pole above threshold: q^2 = m^2 + m Gamma tan(t), t uniform in [tLow, tHigh]. */
export function resonantMassSquared(
  u: number,
  poleSquared: number,
  poleMassWidth: number,
  tLow: number,
  tHigh: number,
): number {
  const t = tLow + (tHigh - tLow) * u;
  return poleSquared + (poleMassWidth * Math.sin(t)) / Math.cos(t);
}

/** q^2 of the chi pair where there is no pole: uniform in ln q^2 from `lowest` to lowest * exp(logRange). */
export function continuumMassSquared(u: number, lowest: number, logRange: number): number {
  return lowest * Math.exp(logRange * u);
}

/**
 * q^2 of the chi pair by both maps with averaged density: the resonant one with chance `resonantShare` (0 when the pole is
 * below threshold), else the continuum one, which takes the tail that the resonant one hardly visits.
 * @returns [q^2, dq^2/du]
 */
export function offShellMassSquared(
  uChannel: number,
  u: number,
  resonantShare: number,
  poleSquared: number,
  poleMassWidth: number,
  tLow: number,
  tHigh: number,
  lowest: number,
  logRange: number,
): readonly [massSquared: number, jacobian: number] {
  const resonant = resonantMassSquared(u, poleSquared, poleMassWidth, tLow, tHigh);
  const continuum = continuumMassSquared(u, lowest, logRange);
  const massSquared = uChannel < resonantShare ? resonant : continuum;
  const off = massSquared - poleSquared;
  const resonantDensity = poleMassWidth / ((off * off + poleMassWidth * poleMassWidth) * (tHigh - tLow));
  const continuumDensity = 1 / (massSquared * logRange);
  return [massSquared, 1 / (resonantShare * resonantDensity + (1 - resonantShare) * continuumDensity)];
}

/**
 * An event e+e- -> gamma chi chibar in the centre-of-mass frame from q^2 and its Jacobian (`offShellMassSquared`).
 * The mean of the weight is the cross-section in pb / eps^2 for atanh(cos theta*) of the photon in [yLow, yHigh].
 * @returns [k0, kx, ky, kz, weight]
 */
export function sampleOffShellDarkPhoton(
  uCos: number,
  uPhi: number,
  massSquared: number,
  massJacobian: number,
  sqrtS: number,
  poleSquared: number,
  poleMassWidth: number,
  chiMassSquared: number,
  alphaD: number,
  norm: number,
  slope: number,
  yLow: number,
  yHigh: number,
): readonly [k0: number, kx: number, ky: number, kz: number, weight: number] {
  const [cosTheta, sinSquared, jacobian] = atanhCosine(uCos, yLow, yHigh);
  const energy = twoBodyEnergy(sqrtS, 0, massSquared);
  const [k0, kx, ky, kz] = masslessFourVector(energy, cosTheta, Math.sqrt(sinSquared), 2 * Math.PI * uPhi);
  const widthTerm = massTimesWidth(massSquared, chiMassSquared, alphaD, norm, slope);
  const lineShape = breitWigner(massSquared, poleSquared, poleMassWidth, widthTerm);
  const angular = (photonVectorDensity(sqrtS, massSquared, sinSquared) * jacobian) / sinSquared;
  return [k0, kx, ky, kz, lineShape * massJacobian * angular];
}

/** Every formula that off-shell events need. */
export const offShellDarkPhotonFormulas: readonly Formula[] = [
  sampleOffShellDarkPhoton,
  offShellMassSquared,
  resonantMassSquared,
  continuumMassSquared,
  atanhCosine,
  twoBodyEnergy,
  masslessFourVector,
  massTimesWidth,
  breitWigner,
  photonVectorDensity,
];
