import { describe, expect, it } from '@jest/globals';
import { counterRandom } from '../../../fixtures/counter-random.js';
import { energyBin, GEOMETRY, starCosine, zone } from '../../../fixtures/single-photon-geometry.js';
import { accumulate } from '../../../fixtures/weighted-mean.js';
import { sampleRadiativeBhabha } from './sampling.js';

/** pb with both leptons lost and the photon in the Belle II barrel; independent leading-order integration, +-6 %. */
const BOTH_LOST: Readonly<Record<string, number>> = {
  '1.0-1.5': 493,
  '1.5-1.8': 86.7,
  '1.8-2.0': 12.2,
  '2.0-2.2': 4.91,
  '2.2-2.5': 3.09,
  '2.5-3.0': 1.03,
};

const yLow = Math.atanh(starCosine(128.7));
const yHigh = Math.atanh(starCosine(32.2));

function event(random: () => number, low: number, high: number, opening: number): readonly number[] {
  const u = [random(), random(), random(), random(), random(), random()] as const;
  return sampleRadiativeBhabha(...u, GEOMETRY.sqrtS, low, Math.log(high / low), yLow, yHigh, opening);
}

describe('sampleRadiativeBhabha', () => {
  it('gives the single-photon background with both leptons in the beam pipe', () => {
    const random = counterRandom(11);
    const mean = accumulate(350_000, (add) => {
      const [k0, , , , nearE, , , nearZ, farE, , , farZ, weight] = event(random, 1, 3, 0.06);
      if (weight! > 0 && zone(nearZ! / nearE!) === 'pipe' && zone(farZ! / farE!) === 'pipe') {
        add(energyBin(k0!, Object.keys(BOTH_LOST)) ?? 'none', weight!);
      }
    });
    for (const [bin, expected] of Object.entries(BOTH_LOST)) {
      const found = mean(bin);
      expect(Math.abs(found.mean - expected)).toBeLessThan(Math.max(0.06 * expected, 3 * found.error));
    }
  });
});
