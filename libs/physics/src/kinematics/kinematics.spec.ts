import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ELECTRON_MASS, FINE_STRUCTURE, HBAR_C_SQUARED_NANOBARN } from '../constants.js';
import { atanhCosine } from './atanh-cosine.js';
import { beamMassTerm } from './beam-mass-term.js';
import { beamPeakedDensity } from './beam-peaked-density.js';
import { beamPeakedOffset } from './beam-peaked-offset.js';
import { boost } from './boost.js';
import { lightConePair } from './light-cone-pair.js';
import { logUniformEnergy } from './log-uniform-energy.js';
import { masslessFourVector } from './massless-four-vector.js';
import { nearBeamOffset } from './near-beam-offset.js';
import { photonRecoilWeight } from './photon-recoil-weight.js';
import { photonRecoil } from './photon-recoil.js';
import { recoilMassSquared } from './recoil-mass-squared.js';
import { rotateAboutY } from './rotate-about-y.js';
import { twoBodyEnergy } from './two-body-energy.js';

const real = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const uniform = real(1e-6, 1 - 1e-6);
const momentum = real(-5, 5);

/** Mid-point sum over u in (0, 1). */
function average(f: (u: number) => number, points = 20_000): number {
  let sum = 0;
  for (let i = 0; i < points; i++) sum += f((i + 0.5) / points);
  return sum / points;
}

describe('boost', () => {
  const beta = fc.tuple(real(-0.5, 0.5), real(-0.5, 0.5), real(-0.5, 0.5));

  it('leaves the invariant mass unchanged, and its inverse takes the vector back', () => {
    fc.assert(
      fc.property(momentum, momentum, momentum, real(0, 10), beta, (px, py, pz, mass, [bx, by, bz]) => {
        const gamma = 1 / Math.sqrt(1 - bx * bx - by * by - bz * bz);
        const energy = Math.hypot(px, py, pz, mass);
        const moved = boost(energy, px, py, pz, bx, by, bz, gamma);
        expect(moved[0] ** 2 - moved[1] ** 2 - moved[2] ** 2 - moved[3] ** 2).toBeCloseTo(mass ** 2, 9);
        boost(...moved, -bx, -by, -bz, gamma).forEach((value, i) =>
          expect(value).toBeCloseTo([energy, px, py, pz][i]!, 10),
        );
      }),
    );
  });

  it('takes a particle at rest to the velocity of the frame', () => {
    const [e, px, , pz] = boost(1, 0, 0, 0, 0.04, 0, 0.27, 1 / Math.sqrt(1 - 0.04 ** 2 - 0.27 ** 2));
    expect(px / e).toBeCloseTo(0.04, 12);
    expect(pz / e).toBeCloseTo(0.27, 12);
  });
});

describe('rotateAboutY', () => {
  it('keeps the length and takes z into (sine, 0, cosine)', () => {
    expect(rotateAboutY(0, 0, 2, Math.cos(0.3), Math.sin(0.3))).toEqual([2 * Math.sin(0.3), 0, 2 * Math.cos(0.3)]);
    expect(Math.hypot(...rotateAboutY(1, 2, 3, Math.cos(0.7), Math.sin(0.7)))).toBeCloseTo(Math.sqrt(14), 12);
  });
});

describe('two-body kinematics', () => {
  it('shares the energy, and the recoil mass gives the other mass back', () => {
    fc.assert(
      fc.property(real(0, 10), (mass) => {
        const photon = twoBodyEnergy(10.58, 0, mass ** 2);
        expect(photon + twoBodyEnergy(10.58, mass ** 2, 0)).toBeCloseTo(10.58, 12);
        expect(recoilMassSquared(10.58, photon)).toBeCloseTo(mass ** 2, 10);
      }),
    );
  });

  it('makes massless four-vectors', () => {
    const [e, px, py, pz] = masslessFourVector(3, 0.6, 0.8, 1.1);
    expect(Math.hypot(px, py, pz)).toBeCloseTo(e, 12);
    expect(Math.atan2(py, px)).toBeCloseTo(1.1, 12);
  });
});

describe('atanhCosine', () => {
  it('is the tanh of a uniform y, with sin^2 that does not cancel', () => {
    fc.assert(
      fc.property(uniform, real(-4, 0), real(0.1, 4), (u, low, high) => {
        const [cosine, sinSquared, jacobian] = atanhCosine(u, low, high);
        const y = low + (high - low) * u;
        expect(cosine).toBeCloseTo(Math.tanh(y), 12);
        expect(sinSquared * Math.cosh(y) ** 2).toBeCloseTo(1, 9);
        expect(jacobian).toBeCloseTo(sinSquared * (high - low), 12);
      }),
    );
  });

  it('covers the range of cosines', () => {
    expect(average((u) => atanhCosine(u, -1, 0.5)[2])).toBeCloseTo(Math.tanh(0.5) + Math.tanh(1), 8);
  });
});

describe('logUniformEnergy', () => {
  it('covers the range of energies', () => {
    expect(average((u) => logUniformEnergy(u, 0.5, Math.log(10))[1])).toBeCloseTo(4.5, 6);
  });
});

describe('maps towards the beam', () => {
  const regulator = beamMassTerm(5.29);

  it('end at the opening and have the density that they claim', () => {
    fc.assert(
      fc.property(uniform, (u) => {
        const step = 1e-7;
        const offset = beamPeakedOffset(u, regulator, 2);
        const slope =
          (beamPeakedOffset(u + step, regulator, 2) - beamPeakedOffset(u - step, regulator, 2)) / (2 * step);
        expect(slope * beamPeakedDensity(offset, regulator, 2)).toBeCloseTo(1, 5);
      }),
    );
    expect(beamPeakedOffset(1, regulator, 2)).toBeCloseTo(2, 8);
    expect(beamPeakedOffset(0, regulator, 2)).toBe(0);
  });

  it('mix two channels into a density of integral 1', () => {
    const inverse = (channel: number, u: number): number => {
      const [offset, density] = nearBeamOffset(channel, u, regulator, 0.5, 0.8);
      return offset >= 0 && offset <= 0.5 + 1e-12 ? 1 / density : Number.NaN;
    };
    // the mean of 1/density over the mixture is the length of the interval
    const length = 0.8 * average((u) => inverse(0.1, u)) + 0.2 * average((u) => inverse(0.9, u));
    expect(length).toBeCloseTo(0.5, 6);
  });

  it('use me^2 / 2E^2 as their cut-off', () => {
    expect(regulator / ((0.5 * ELECTRON_MASS ** 2) / 5.29 ** 2)).toBeCloseTo(1, 12);
  });
});

describe('lightConePair', () => {
  it('gives E - pz and E + pz on both sides', () => {
    fc.assert(
      fc.property(momentum, momentum, momentum, (px, py, pz) => {
        const energy = Math.hypot(px, py, pz);
        fc.pre(energy > 1e-3);
        const [minus, plus] = lightConePair(energy, pz, px * px + py * py);
        expect(minus).toBeCloseTo(energy - pz, 12);
        expect(plus).toBeCloseTo(energy + pz, 12);
      }),
    );
  });

  it('keeps its digits at 1 mrad in single precision', () => {
    const theta = 1e-3;
    const [minus] = lightConePair(
      Math.fround(5),
      Math.fround(5 * Math.cos(theta)),
      Math.fround((5 * Math.sin(theta)) ** 2),
    );
    expect(Math.abs(minus / (10 * Math.sin(theta / 2) ** 2) - 1)).toBeLessThan(1e-6);
  });
});

describe('photonRecoil', () => {
  const event = fc.tuple(real(0.5, 5.2), real(-0.95, 0.95), uniform, real(-1, 1), uniform);

  it('conserves energy and momentum with three massless particles', () => {
    fc.assert(
      fc.property(event, ([k0, cosK, phiK, cosN, phiN]) => {
        const k = masslessFourVector(k0, cosK, Math.sqrt(1 - cosK ** 2), 2 * Math.PI * phiK);
        const [, nx, ny, nz] = masslessFourVector(1, cosN, Math.sqrt(1 - cosN ** 2), 2 * Math.PI * phiN);
        const [e2, p2x, p2y, p2z, e3, p3x, p3y, p3z, denominator] = photonRecoil(10.58, ...k, nx, ny, nz);
        expect(k[0] + e2 + e3).toBeCloseTo(10.58, 10);
        expect(k[1] + p2x + p3x).toBeCloseTo(0, 10);
        expect(k[2] + p2y + p3y).toBeCloseTo(0, 10);
        expect(k[3] + p2z + p3z).toBeCloseTo(0, 10);
        expect(Math.hypot(p3x, p3y, p3z)).toBeCloseTo(e3, 9);
        expect(denominator).toBeGreaterThan(0);
      }),
    );
  });

  it('fills the massless three-body phase space s / (4 (4 pi)^3) with its weight', () => {
    // |M|^2 that turns the weight into d Phi_3 / (dk0 dOmega dOmega)
    const matrixElement = (2 * 10.58 ** 2) / (HBAR_C_SQUARED_NANOBARN * 1e3 * (4 * Math.PI * FINE_STRUCTURE) ** 3);
    const side = 60;
    const volume = average((u) => {
      const k0 = 5.29 * u;
      return average((v) => {
        const cosine = 2 * v - 1;
        const [e2, , , , , , , , denominator] = photonRecoil(
          10.58,
          k0,
          0,
          0,
          k0,
          Math.sqrt(1 - cosine ** 2),
          0,
          cosine,
        );
        return photonRecoilWeight(10.58, matrixElement, k0, e2, denominator) * 5.29 * (4 * Math.PI) ** 2;
      }, side * 20);
    }, side * 5);
    expect((volume * 4 * (4 * Math.PI) ** 3) / 10.58 ** 2).toBeCloseTo(1, 3);
  });
});
