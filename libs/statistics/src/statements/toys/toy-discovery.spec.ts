import { describe, expect, it } from '@jest/globals';
import { countingToyEngine } from '../../../fixtures/counting-toy-engine.js';
import { countingWorkspace, logNormal } from '../../../fixtures/counting-workspace.js';
import { poissonCdf } from '../counting/counting.js';
import { buildModel } from '../../model/build-model.js';
import { hostToyEngine } from '../../toys/host-engine.js';
import { toyDiscovery } from './toy-discovery.js';

const TOYS = { minimum: 1000, maximum: 8000, error: 0.05 };

describe('a discovery by toys', () => {
  it.each([
    [6, 3],
    [12, 3],
    [22, 3],
    [165, 100],
  ])('has the exact p0 of n = %s events above b = %s within 4 standard errors', async (n, background) => {
    const model = buildModel(countingWorkspace({ n, background }));
    const { p0, p0Error, significance, toys } = await toyDiscovery(model, { toys: TOYS }, countingToyEngine());
    const exact = 1 - poissonCdf(n - 1, background);
    expect(Math.abs(p0 - exact)).toBeLessThan(4 * p0Error + 2e-4 * exact);
    expect(p0Error / p0).toBeLessThan(0.1);
    expect(toys).toBeLessThan(17_000);
    expect(significance).toBeGreaterThan(1);
  });

  it('of less than is expected has q0 = 0 and p0 = 1', async () => {
    const model = buildModel(countingWorkspace({ n: 2, background: 3 }));
    const { q0, p0 } = await toyDiscovery(model, { toys: TOYS }, countingToyEngine());
    expect(q0).toBeCloseTo(0, 10);
    expect(p0).toBeCloseTo(1, 1);
  });

  it('is less significant with an uncertain background', async () => {
    const of = { n: 25, background: 8 };
    const uncertain = buildModel(countingWorkspace({ ...of, ofBackground: [logNormal('b', 0.3)] }));
    const toys = { minimum: 1000, maximum: 1000, error: 0.1 };
    const [known, wide] = [
      await toyDiscovery(buildModel(countingWorkspace(of)), { toys }, countingToyEngine()),
      await toyDiscovery(uncertain, { toys }, hostToyEngine()),
    ];
    expect(wide.significance).toBeLessThan(known.significance - 0.5);
    expect(wide.failedFits).toBe(0);
  });
});
