import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { counterRandom } from '../../../fixtures/counter-random.js';
import { accumulate } from '../../../fixtures/weighted-mean.js';
import { recoilMassSquared } from '../../kinematics/recoil-mass-squared.js';
import { gev } from '../../units/energy.js';
import { darkPhotonCrossSection } from './cross-section.js';
import { sampleDarkPhoton } from './sampling.js';

const uniform = fc.double({ min: 1e-7, max: 1 - 1e-7, noNaN: true });

describe('sampleDarkPhoton', () => {
  it.each([0.1, 5, 9])('has the closed-form cross-section as the mean of its weights at %d GeV', (mass) => {
    const random = counterRandom(31);
    const [low, high] = [-0.7672, 0.7455];
    const event = (add: (label: string, weight: number) => void): void => {
      const [, , , , weight] = sampleDarkPhoton(random(), random(), 10.58, mass, Math.atanh(low), Math.atanh(high));
      add('all', weight);
    };
    const found = accumulate(100_000, event)('all');
    const expected = darkPhotonCrossSection(gev(10.58), { mass: gev(mass), epsilon: 1 }, { low, high });
    expect(found.error / expected).toBeLessThan(2e-3);
    expect(Math.abs(found.mean - expected)).toBeLessThan(3 * found.error);
  });

  it("gives a massless photon in the window that recoils against the A'", () => {
    fc.assert(
      fc.property(uniform, uniform, fc.double({ min: 0, max: 10, noNaN: true }), (u, v, mass) => {
        const [k0, kx, ky, kz, weight] = sampleDarkPhoton(u, v, 10.58, mass, -1, 0.8);
        expect(Math.hypot(kx, ky, kz)).toBeCloseTo(k0, 12);
        expect(recoilMassSquared(10.58, k0)).toBeCloseTo(mass ** 2, 10);
        expect(kz / k0).toBeGreaterThanOrEqual(Math.tanh(-1) - 1e-12);
        expect(kz / k0).toBeLessThanOrEqual(Math.tanh(0.8) + 1e-12);
        expect(weight).toBeGreaterThan(0);
      }),
    );
  });
});
