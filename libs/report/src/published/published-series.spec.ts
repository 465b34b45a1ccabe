import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { citationLabel, publishedSeries } from './published-series.js';

const { searches } = sampleResult;

describe('publishedSeries', () => {
  it('has each published point once, although two searches name it', () => {
    const points = publishedSeries(searches).flatMap((series) => series.points);
    expect(points).toHaveLength(searches[0]!.published.length);
  });

  it('keeps observed limits and projections apart, each by ascending mass', () => {
    const backwards = [{ ...searches[0]!, published: [...searches[0]!.published].reverse() }];
    for (const { kind, points } of publishedSeries(backwards)) {
      expect(new Set(points.map((point) => point.kind))).toEqual(new Set([kind]));
      expect(points.map(({ mass }) => mass)).toEqual([...points.map(({ mass }) => mass)].sort((a, b) => a - b));
    }
  });

  it('names the source by arXiv number, then DOI, then key', () => {
    expect(citationLabel('Lees:2017lec', searches)).toBe('arXiv:1702.03327');
    expect(citationLabel('espp', searches)).toBe('espp');
    expect(citationLabel('unknown', searches)).toBe('unknown');
    const only = { key: 'd', title: 't', authors: 'a', year: 2000, doi: '10.1/x' };
    expect(citationLabel('d', [{ ...searches[0]!, citations: [only] }])).toBe('doi:10.1/x');
  });
});
