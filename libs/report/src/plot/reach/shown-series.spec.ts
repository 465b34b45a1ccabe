import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../../fixtures/sample-result.js';
import { colourOf, singleCurveMarks } from '../palette.js';
import { shownSeries } from './shown-series.js';

const { curves, searches } = sampleResult;

describe('shownSeries', () => {
  it('gives a series the colour of the curve with its experiment and luminosity, another one its own', () => {
    const { series } = shownSeries(curves, searches, [0.1, 10], () => true);
    expect(series.map(({ experiment, colour }) => [experiment, colour])).toEqual([
      ['BaBar', colourOf(0)],
      ['Belle II', colourOf(1)],
      ['Belle II', colourOf(2)],
      ['NA64', colourOf(3)],
    ]);
  });

  it('sets marks off from the green and yellow of a single curve', () => {
    const { series } = shownSeries(curves.slice(0, 1), searches, [0.1, 10], () => true);
    expect(series[0]!.colour).toBe(singleCurveMarks);
    expect(new Set(series.map(({ colour }) => colour)).size).toBe(series.length);
  });

  it('leaves out points beyond the masses of the page and counts them', () => {
    expect(shownSeries(curves, searches, [0.1, 10], () => true).hidden).toBe(1);
    const { series, hidden } = shownSeries(curves, searches, [1, 10], ({ experiment }) => experiment === 'NA64');
    expect(series).toEqual([]);
    expect(hidden).toBe(4);
  });
});
