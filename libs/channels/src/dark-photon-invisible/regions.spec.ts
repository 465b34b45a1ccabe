import { describe, expect, it } from '@jest/globals';
import { darkPhotonInvisible } from './channel.js';
import { regionOf, regionParameters, REGIONS } from './regions.js';

describe('The regions of an experiment', () => {
  it.each(darkPhotonInvisible.experiments)('cover all masses, one beside the other: %s', (id) => {
    const regions = REGIONS[id]!;
    const { massRange } = darkPhotonInvisible.experiment(id, {});
    expect(regions[0]!.low).toBe(0);
    expect(regions.at(-1)!.high).toBeGreaterThan(massRange[1]);
    for (const [i, region] of regions.entries()) {
      expect(region.low).toBe(regions[i - 1]?.high ?? 0);
      const middle = (region.low + region.high) / 2;
      expect(regionOf(regions, middle)).toBe(region);
    }
    expect(new Set(regions.map((region) => region.id)).size).toBe(regions.length);
  });

  it('give a mass at a border to the region below it, and one beyond all to the last', () => {
    const [low, high] = REGIONS['belle2']!;
    expect(regionOf([low!, high!], low!.high)).toBe(low);
    expect(regionOf([low!, high!], low!.high + 1e-9)).toBe(high);
    expect(regionOf([low!, high!], 100)).toBe(high);
  });

  it.each(Object.values(REGIONS).flat())('tell the kernels whether the fiducial curves are used: $id', (region) => {
    expect(regionParameters({ ...region, fiducialCurves: true })).toMatchObject({ gapVeto: 1 });
    expect(regionParameters({ ...region, fiducialCurves: false })).toMatchObject({ gapVeto: 0 });
  });
});
