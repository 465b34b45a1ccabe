import { describe, expect, it } from '@jest/globals';
import { eventUniforms } from '@darkreach/kernels';
import { boost, resolveBeams, rotateAboutY, superkekb } from '@darkreach/physics';
import { seenInLaboratory } from './seen-in-laboratory.js';
import { measurePhoton, photonBesideGap, recoilCosine } from './measured-photon.js';

const { sqrtS, betaX, betaZ, gamma, tilt } = resolveBeams(superkekb);
const axis = [Math.cos(tilt), Math.sin(tilt)] as const;
const beams = { sqrtS, betaX, betaZ, gamma, axisCos: axis[0], axisSin: axis[1] };
/** No tail: it begins 20 standard deviations away. */
const sharp = { ...beams, a: 0, b: 0, c: 0, q0: 0, q1: 0, alpha: 20, n: 7, gate: 0, ta: 0, tc: 0 };

/** Photons in the centre-of-mass frame with the electron along z, all over the sphere. */
const PHOTONS = Array.from({ length: 200 }, (_, i) => {
  const [u0, u1, u2] = eventUniforms([5, 8], i, 3) as [number, number, number];
  const energy = 1 + 4.2 * u0;
  const cosine = 1.9 * u1 - 0.95;
  const sine = Math.sqrt(1 - cosine * cosine);
  const phi = 2 * Math.PI * u2;
  return {
    energy,
    cosine,
    momentum: [energy * sine * Math.cos(phi), energy * sine * Math.sin(phi), energy * cosine] as const,
  };
});

type Photon = (typeof PHOTONS)[number];

/** A photon measured with a constant relative resolution `c` of the energy and `tc` (rad) of the angle. */
function measured(
  { energy, momentum }: Photon,
  uniforms: readonly number[],
  c = 0,
  tc = 0,
): ReturnType<typeof measurePhoton> {
  const [uEnergy, uAngle, uTail] = uniforms as [number, number, number];
  return measurePhoton(uEnergy, uAngle, uTail, energy, ...momentum, { ...sharp, c, tc });
}

describe('measurePhoton', () => {
  it('gives the true photon where there is no resolution: energy, angle from the electron, recoil mass', () => {
    for (const photon of PHOTONS) {
      const [energyStar, px, py, pz, cosThetaStar, cosThetaLab, massSquared] = measured(photon, [0.3, 0.6, 0.5]);
      const [labCosine] = seenInLaboratory(photon.energy, ...photon.momentum, beams);
      expect(energyStar).toBeCloseTo(photon.energy, 9);
      expect(Math.hypot(px, py, pz)).toBeCloseTo(photon.energy, 9);
      expect(cosThetaStar).toBeCloseTo(photon.cosine, 9);
      expect(cosThetaLab).toBeCloseTo(labCosine, 9);
      expect(massSquared).toBeCloseTo(sqrtS * sqrtS - 2 * sqrtS * photon.energy, 8);
    }
  });

  it('spreads the recoil mass squared by 2 sqrt(s) E* times the relative resolution', () => {
    const photon = PHOTONS[0]!;
    const resolution = 0.02;
    const events = 4000;
    const deviations = Array.from({ length: events }, (_, i) => {
      const [, , , , , , massSquared] = measured(photon, eventUniforms([1, 2], i, 3), resolution);
      return (massSquared - (sqrtS * sqrtS - 2 * sqrtS * photon.energy)) / (2 * sqrtS * photon.energy * resolution);
    });
    const mean = deviations.reduce((sum, value) => sum + value, 0) / events;
    const variance = deviations.reduce((sum, value) => sum + (value - mean) ** 2, 0) / events;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(events));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / events));
  });

  it('spreads the polar angle by the angular resolution, and keeps the energy in the laboratory', () => {
    const photon = PHOTONS[1]!;
    const [cosine, energy] = seenInLaboratory(photon.energy, ...photon.momentum, beams);
    const events = 4000;
    const sigma = 0.01;
    const squares = Array.from({ length: events }, (_, i) => {
      const [e, px, py, pz, , cosThetaLab] = measured(photon, eventUniforms([1, 3], i, 3), 0, sigma);
      expect(boost(e, px, py, pz, betaX, 0, betaZ, gamma)[0]).toBeCloseTo(energy, 9);
      return ((Math.acos(cosThetaLab) - Math.acos(cosine)) / sigma) ** 2;
    });
    const variance = squares.reduce((sum, value) => sum + value, 0) / events;
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / events) + 0.02);
  });
});

describe('recoilCosine', () => {
  it('is where the other photon of e+ e- -> gamma gamma goes', () => {
    for (const { energy, momentum } of PHOTONS) {
      const [kx, ky, kz] = momentum;
      const turned = rotateAboutY(kx, ky, kz, ...axis);
      const [expected] = seenInLaboratory(energy, -kx, -ky, -kz, beams);
      expect(recoilCosine(energy, ...turned, beams)).toBeCloseTo(expected, 10);
    }
  });
});

describe('photonBesideGap', () => {
  /** Head-on beams: a photon along the beam, one in a gap and the visible one lie in a plane with the beam. */
  const headOn = { ...beams, betaX: 0, betaZ: 0.27276, gamma: 1 / Math.sqrt(1 - 0.27276 ** 2), axisCos: 1, axisSin: 0 };
  const gapTheta = (31.8 * Math.PI) / 180;

  it.each([
    { name: 'forward', direction: 1 },
    { name: 'backward', direction: -1 },
  ])('finds the third photon of a planar event along the beam: $name', ({ direction }) => {
    const [e, x, , z] = boost(1, Math.sin(gapTheta), 0, Math.cos(gapTheta), 0, 0, -headOn.betaZ, headOn.gamma);
    // Energies E2 in the gap and E3 along the beam leave E* for the visible photon: E* + E2 + E3 = sqrt(s), momenta to zero.
    const cosine = z / e;
    for (const e2 of [1, 2, 3.5]) {
      const e3 = (sqrtS * sqrtS - 2 * sqrtS * e2) / (2 * (sqrtS - e2 + e2 * cosine * direction));
      const visible = [(-e2 * x) / e, 0, -e2 * cosine - direction * e3] as const;
      const energyStar = Math.hypot(...visible);
      expect(energyStar + e2 + e3).toBeCloseTo(sqrtS, 9);
      const [found, energy] = photonBesideGap(energyStar, ...visible, Math.cos(gapTheta), headOn);
      expect(found).toBeCloseTo(direction, 8);
      expect(energy).toBeCloseTo(e3, 8);
    }
  });

  it('takes a photon beyond the kinematic limit as one at the limit, with the third photon opposite to it', () => {
    const energyStar = 0.52 * sqrtS;
    const visible = [energyStar, energyStar, 0, 0] as const;
    const [cosine, energy] = photonBesideGap(...visible, Math.cos(gapTheta), beams);
    expect(Math.abs(cosine - recoilCosine(...visible, beams))).toBeLessThan(0.01);
    expect(energy / (sqrtS / 2)).toBeCloseTo(1, 1);
  });
});
