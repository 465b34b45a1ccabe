import { describe, expect, it } from '@jest/globals';
import { countingToyEngine } from '../../../fixtures/counting-toy-engine.js';
import { countingWorkspace, logNormal } from '../../../fixtures/counting-workspace.js';
import { InvalidModelError } from '../../errors.js';
import { countingFeldmanCousins } from '../counting/counting-feldman-cousins.js';
import { buildModel } from '../../model/build-model.js';
import { hostToyEngine } from '../../toys/host-engine.js';
import { feldmanCousins } from './feldman-cousins.js';

const counting = (n: number, background: number, upper = 100) =>
  buildModel(countingWorkspace({ n, background, upper }));

describe('a Feldman-Cousins interval by toys', () => {
  it.each([
    [0, 0.5],
    [0, 3],
    [1, 3],
    [3, 0.5],
    [4, 3],
    [8, 3],
    [9, 0],
    [20, 12],
    [115, 100],
  ])('is the exact belt for n = %s and b = %s within its stated errors', async (n, background) => {
    const exact = countingFeldmanCousins(n, background, { cl: 0.9 });
    const options = { cl: 0.9, key: [n, 1] as const };
    const found = await feldmanCousins(counting(n, background), options, countingToyEngine());
    expect([found.status, found.failedFits]).toEqual(['ok', 0]);
    expect(found.estimate).toBeCloseTo(Math.max(0, n - background), 4);
    expect(Math.abs(found.upper - exact.upper)).toBeLessThan(4 * found.upperError + 0.01);
    expect(Math.abs(found.lower - exact.lower)).toBeLessThan(4 * found.lowerError + 0.01);
    expect(found.upperError).toBeLessThan(0.1 * (found.upper - found.lower));
  });

  it('gets wider with an uncertain background', async () => {
    const options = { cl: 0.9, toys: { minimum: 500, maximum: 1000 } };
    const uncertain = buildModel(
      countingWorkspace({ n: 12, background: 8, ofBackground: [logNormal('b', 0.4)], upper: 100 }),
    );
    const [known, wide] = [
      await feldmanCousins(counting(12, 8), options, countingToyEngine()),
      await feldmanCousins(uncertain, options, hostToyEngine()),
    ];
    expect(wide.upper).toBeGreaterThan(known.upper);
    expect(wide.lower).toBeLessThanOrEqual(known.lower);
    expect(wide.failedFits).toBe(0);
  });

  it('is outside the range where the upper bound of mu is accepted', async () => {
    const found = await feldmanCousins(counting(4, 1, 5), { cl: 0.9 }, countingToyEngine());
    expect(found.status).toBe('outside-range');
    expect(found.upper).toBeNaN();
  });

  it('refuses a confidence level without meaning', async () => {
    const refused = feldmanCousins(counting(4, 1), { cl: 1.5 }, countingToyEngine());
    await expect(refused).rejects.toThrow(InvalidModelError);
  });
});
