import { describe, expect, it } from '@jest/globals';
import { twoEndedEnergy } from './two-ended-energy.js';

const [LOW, HIGH, ENDPOINT] = [1.5, 5.24, 5.29];
const STEPS = 200_000;
const midpoints = Array.from({ length: STEPS }, (_, i) => twoEndedEnergy((i + 0.5) / STEPS, LOW, HIGH, ENDPOINT, 0.3));

describe('the energy map with two ends', () => {
  it('stays inside its range and reaches both ends', () => {
    const energies = midpoints.map(([energy]) => energy);
    const least = energies.reduce((lowest, energy) => Math.min(lowest, energy), HIGH);
    expect(least).toBeGreaterThanOrEqual(LOW - 1e-9);
    expect(least).toBeCloseTo(LOW, 3);
    const largest = energies.reduce((most, energy) => Math.max(most, energy), 0);
    expect(largest).toBeLessThanOrEqual(HIGH + 1e-9);
    expect(largest).toBeCloseTo(HIGH, 3);
  });

  it('integrates the range itself, 1/E and 1/(endpoint - E) to their closed forms', () => {
    const mean = (f: (energy: number) => number): number =>
      midpoints.reduce((sum, [energy, jacobian]) => sum + f(energy) * jacobian, 0) / STEPS;
    expect(mean(() => 1)).toBeCloseTo(HIGH - LOW, 4);
    expect(mean((energy) => 1 / energy)).toBeCloseTo(Math.log(HIGH / LOW), 4);
    expect(mean((energy) => 1 / (ENDPOINT - energy))).toBeCloseTo(Math.log((ENDPOINT - LOW) / (ENDPOINT - HIGH)), 4);
  });
});
