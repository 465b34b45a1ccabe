import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { regionAt, regionLabel, regionsOf, templatesOf } from './regions.js';

const [babar, belle2] = sampleResult.curves;
const { histograms } = sampleResult;

describe('regions', () => {
  it('are those of the templates of the experiment, in their order', () => {
    expect(regionsOf(babar!, histograms)).toEqual(['low-mass']);
    expect(regionsOf(belle2!, histograms)).toEqual(['low-mass', 'high-mass']);
    expect(regionsOf({ ...belle2!, channel: 'other' }, histograms)).toEqual([]);
  });

  it('hold each mass in one of them', () => {
    expect(belle2!.points.map(({ mass }) => regionAt(belle2!, histograms, mass))).toEqual(
      belle2!.points.map(({ mass }) => (mass < 6 ? 'low-mass' : 'high-mass')),
    );
    expect(regionAt(belle2!, histograms, 123)).toBeUndefined();
  });

  it('have a label that says what they are', () => {
    expect(regionLabel('low-mass')).toBe('low-mass selection');
  });

  it('are of templates of the same search at the same experiment', () => {
    expect(templatesOf(babar!, histograms).every(({ experiment }) => experiment === 'babar')).toBe(true);
  });
});
