import { describe, expect, it } from '@jest/globals';
import cephes from 'cephes';
import { counterRandom } from '../../../fixtures/counter-random.js';
import { boxMuller } from '../../kinematics/box-muller.js';
import { angularResolution } from './angular-resolution.js';
import { crystalBallDeviate } from './crystal-ball-deviate.js';
import { crystalBallGate } from './crystal-ball-gate.js';
import { relativeEnergyResolution } from './relative-energy-resolution.js';

describe('boxMuller', () => {
  it('gives two independent standard normal deviates', () => {
    const random = counterRandom(61);
    const sums = { z1: 0, z2: 0, square: 0, fourth: 0, product: 0 };
    const events = 100_000;
    for (let i = 0; i < events; i++) {
      const [z1, z2] = boxMuller(random(), random());
      sums.z1 += z1;
      sums.z2 += z2;
      sums.square += z1 * z1;
      sums.fourth += z2 ** 4;
      sums.product += z1 * z2;
    }
    const error = 1 / Math.sqrt(events);
    expect(Math.abs(sums.z1 / events)).toBeLessThan(4 * error);
    expect(Math.abs(sums.z2 / events)).toBeLessThan(4 * error);
    expect(Math.abs(sums.product / events)).toBeLessThan(4 * error);
    expect(Math.abs(sums.square / events - 1)).toBeLessThan(4 * Math.SQRT2 * error);
    expect(Math.abs(sums.fourth / events - 3)).toBeLessThan(4 * Math.sqrt(96) * error);
  });
});

describe('crystalBallDeviate', () => {
  const [alpha, n] = [1.2, 7];

  /** Share below x for x < -alpha, from the line shape itself. */
  function tailShare(x: number): number {
    const tail = (n / (alpha * (n - 1))) * Math.exp(-0.5 * alpha ** 2);
    const core = Math.sqrt(2 * Math.PI) * cephes.ndtr(alpha);
    return (tail / (tail + core)) * (n / alpha / (n / alpha - alpha - x)) ** (n - 1);
  }

  it('follows the line shape in its tail and above it', () => {
    const random = counterRandom(62);
    const gate = crystalBallGate(alpha, n);
    const events = 150_000;
    const points = [-6, -3, -2, -1.2];
    const below = points.map(() => 0);
    let above = 0;
    for (let i = 0; i < events; i++) {
      const x = crystalBallDeviate(boxMuller(random(), random())[0], random(), alpha, n, gate);
      points.forEach((point, j) => (below[j]! += x < point ? 1 : 0));
      above += x > 0.5 ? 1 : 0;
    }
    points.forEach((point, j) => {
      const share = tailShare(point);
      expect(Math.abs(below[j]! / events - share)).toBeLessThan(4 * Math.sqrt(share / events));
    });
    const core = (1 - tailShare(-alpha)) * (cephes.ndtr(-0.5) / cephes.ndtr(alpha));
    expect(Math.abs(above / events - core)).toBeLessThan(4 * Math.sqrt(core / events));
  });

  it('has no additional tail for a distant transition', () => {
    expect(crystalBallGate(6, 5)).toBeGreaterThan(0);
    expect(crystalBallGate(6, 5)).toBeLessThan(1e-6);
    expect(crystalBallDeviate(0.3, 0.5, 6, 5, crystalBallGate(6, 5))).toBe(0.3);
  });
});

describe('the resolution', () => {
  it('of the Belle II form is 4 % at 0.1 GeV and 1.6 % at 8 GeV', () => {
    const relative = (energy: number): number => relativeEnergyResolution(energy, energy, 0.0034, 0.0081, 0.0152, 0, 0);
    expect(relative(0.1)).toBeCloseTo(0.04, 3);
    expect(relative(8)).toBeCloseTo(0.016, 3);
  });

  it('linear in E* is that of the recoil mass over 2 sqrt(s)', () => {
    expect(relativeEnergyResolution(3, 4, 0, 0, 0, 0.02, 0.01)).toBeCloseTo(0.015, 12);
  });

  it('of the angle falls with the root of the energy', () => {
    expect(angularResolution(4, 4.5e-3, 1.5e-3)).toBeCloseTo(3.75e-3, 12);
  });
});
