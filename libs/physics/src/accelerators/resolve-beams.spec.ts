import { describe, expect, it } from '@jest/globals';
import { boost } from '../kinematics/boost.js';
import { rotateAboutY } from '../kinematics/rotate-about-y.js';
import { kekb } from './kekb.js';
import { pepII } from './pep-ii.js';
import { resolveBeams, resolveHeadOnBeams } from './resolve-beams.js';
import { superkekb } from './superkekb.js';

describe('resolveBeams', () => {
  it('gives SuperKEKB with its crossing angle', () => {
    const beams = resolveBeams(superkekb);
    const beta = Math.hypot(beams.betaX, beams.betaZ);
    expect(beams.sqrtS).toBeCloseTo(10.57956, 5);
    expect(beta).toBeCloseTo(0.27567, 5);
    expect(beta * beams.gamma).toBeCloseTo(0.28678, 5);
    expect(beams.betaX * 11.006).toBeCloseTo(0.45662, 5);
    expect(beams.betaZ * 11.006).toBeCloseTo(2.99942, 5);
  });

  it('gives PEP-II head-on', () => {
    const beams = resolveBeams(pepII);
    expect(beams.betaX).toBe(0);
    expect(beams.betaZ * beams.gamma).toBeCloseTo(0.5585, 4);
    expect(beams.tilt).toBe(0);
    expect(resolveHeadOnBeams(pepII)).toEqual(beams);
  });

  it('gives KEKB and the boosts along z alone', () => {
    expect(resolveHeadOnBeams(kekb).betaZ).toBeCloseTo(0.3913, 4);
    expect(resolveHeadOnBeams(superkekb).betaZ).toBeCloseTo(0.27276, 5);
    expect(resolveHeadOnBeams(superkekb).gamma * resolveHeadOnBeams(superkekb).betaZ).toBeCloseTo(0.2835, 4);
  });

  it.each([superkekb, kekb, pepII])(
    'takes both beams of $title from the centre of mass back to the laboratory',
    (accelerator) => {
      const { sqrtS, betaX, betaY, betaZ, gamma, tilt } = resolveBeams(accelerator);
      const half = accelerator.fullCrossingAngle.value / 2;
      for (const [sign, energy] of [
        [1, accelerator.electronEnergy.value],
        [-1, accelerator.positronEnergy.value],
      ] as const) {
        const p = rotateAboutY(0, 0, (sign * sqrtS) / 2, Math.cos(tilt), Math.sin(tilt));
        const [e, x, , z] = boost(sqrtS / 2, ...p, betaX, betaY, betaZ, gamma);
        expect(e).toBeCloseTo(energy, 10);
        expect(x).toBeCloseTo(energy * Math.sin(half), 10);
        expect(z).toBeCloseTo(sign * energy * Math.cos(half), 10);
      }
    },
  );
});
