import { describe, expect, it } from '@jest/globals';
import { counterRandom } from '../../../fixtures/counter-random.js';
import { energyBin, GEOMETRY, starCosine, zone } from '../../../fixtures/single-photon-geometry.js';
import { accumulate } from '../../../fixtures/weighted-mean.js';
import { sampleThreeGamma } from './sampling.js';

/** pb with the photon in the Belle II barrel; independent leading-order integration, +-6 %. */
const TWO_IN_PIPE: Readonly<Record<string, number>> = { '1.0-1.8': 80.9, '1.8-2.5': 8.46, '2.5-3.5': 0.256 };
const ONE_PIPE_ONE_GAP: Readonly<Record<string, number>> = {
  '1.8-2.5': 0.196,
  '2.5-3.5': 4.58,
  '3.5-4.5': 4.21,
  '4.5-5.1': 5.37,
  '5.1-5.285': 8.5,
};

const yLow = Math.atanh(starCosine(128.7));
const yHigh = Math.atanh(starCosine(32.2));

function event(random: () => number, low: number, high: number, opening: number): readonly number[] {
  const u = [random(), random(), random(), random(), random(), random()] as const;
  return sampleThreeGamma(...u, GEOMETRY.sqrtS, low, Math.log(high / low), yLow, yHigh, opening, 0.5);
}

describe('sampleThreeGamma', () => {
  it('gives the single-photon background with both other photons in the pipe, or one there and one in a gap', () => {
    const random = counterRandom(12);
    const mean = accumulate(350_000, (add) => {
      const [k0, , , , e2, , , p2z, e3, , , p3z, weight] = event(random, 1, 5.285, 0.06);
      if (!(weight! > 0)) return;
      const zones = `${zone(p2z! / e2!)} ${zone(p3z! / e3!)}`;
      if (zones === 'pipe pipe') add(`pipe ${energyBin(k0!, Object.keys(TWO_IN_PIPE)) ?? ''}`, weight!);
      if (zones === 'pipe gap') add(`gap ${energyBin(k0!, Object.keys(ONE_PIPE_ONE_GAP)) ?? ''}`, weight!);
    });
    const tables = { pipe: TWO_IN_PIPE, gap: ONE_PIPE_ONE_GAP };
    for (const [name, table] of Object.entries(tables)) {
      for (const [bin, expected] of Object.entries(table)) {
        const found = mean(`${name} ${bin}`);
        expect(Math.abs(found.mean - expected)).toBeLessThan(Math.max(0.06 * expected, 3 * found.error));
      }
    }
  });
});
