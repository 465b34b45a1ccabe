import { describe, expect, it } from '@jest/globals';
import { counterRandom } from '../../../fixtures/counter-random.js';
import { accumulate } from '../../../fixtures/weighted-mean.js';
import { gev } from '../../units/energy.js';
import { gammaGammaPhotonCrossSection } from './cross-section.js';
import { sampleGammaGamma } from './sampling.js';

describe('sampleGammaGamma', () => {
  it('has the closed-form cross-section as the mean of its weights', () => {
    const random = counterRandom(51);
    const range = { low: -0.9458, high: 0.9595 };
    const [yLow, yHigh] = [Math.atanh(range.low), Math.atanh(range.high)];
    const found = accumulate(100_000, (add) => add('all', sampleGammaGamma(random(), random(), 10.58, yLow, yHigh)[4]))(
      'all',
    );
    expect(found.error / found.mean).toBeLessThan(5e-3);
    expect(Math.abs(found.mean - gammaGammaPhotonCrossSection(gev(10.58), range))).toBeLessThan(3 * found.error);
  });
});
