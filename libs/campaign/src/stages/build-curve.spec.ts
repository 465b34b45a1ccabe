import { describe, expect, it } from '@jest/globals';
import { regularAxis } from '@darkreach/histogram';
import type { LimitBand } from '@darkreach/statistics';
import { smallCampaign } from '../../fixtures/small-campaign.js';
import { templateOf } from '../../fixtures/template.js';
import { openTemplateBook } from '../plan/template-book.js';
import type { LimitCurve } from '../campaign-result.js';
import { missingLimit } from './missing-limit.js';
import { buildCurve, summarise, type PointLimit } from './build-curve.js';

const ten = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 10, low: 0, high: 10 });
const search = openTemplateBook(smallCampaign()).searches[0]!;
const { axis, fitWindow, validity } = search.experiment;
const luminosity = { label: '20 fb^-1', inverseFemtobarn: 20 };

const band: LimitBand = {
  kind: 'limit-band',
  statement: 'upper-limit-cls',
  status: 'ok',
  method: 'toys',
  cl: 0.9,
  expected: [0.25, 0.5, 1, 4, 9],
  medianError: 0.1,
  scan: [],
  toys: 100,
  refittedToys: 0,
  failedFits: 0,
  backgroundInWindow: 3,
};
const everywhere = Object.fromEntries(Array.from({ length: axis.bins + 2 }, (_, i) => [i, [4, 0.5] as const]));
const signalAt = (mass: number) => templateOf(axis, everywhere, { process: 'signal', mass, produced: 500 });

const curveOf = (points: readonly PointLimit[]): LimitCurve =>
  buildCurve({ search, backgrounds: [] }, luminosity, points);

describe('buildCurve', () => {
  it('turns limits on the strength into couplings: epsilon = 1e-3 sqrt(mu), with half the relative error', () => {
    const [point] = curveOf([{ mass: 4, signal: signalAt(4), band }]).points;
    const expected = [0.5, Math.SQRT1_2, 1, 2, 3].map((root) => 1e-3 * root);
    point!.coupling.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 15));
    expect(point!.couplingError).toBeCloseTo(0.05e-3, 15);
    expect(point!.band).toBe(band);
  });

  it('counts the signal inside the fit window, and its efficiency from all that is produced', () => {
    const [point] = curveOf([{ mass: 4, signal: signalAt(4), band }]).points;
    const [low, high] = fitWindow(4, {});
    const width = (axis.high - axis.low) / axis.bins;
    const inside = point!.signalEvents / (2 * 20);
    expect(inside).toBeGreaterThanOrEqual((high - low) / width);
    expect(inside).toBeLessThan((high - low) / width + 2);
    expect(point!.efficiency).toBeCloseTo((inside * 2) / 500, 12);
    expect(point!.efficiencyError).toBeCloseTo(Math.sqrt(inside) / 500, 12);
  });

  it('has no coupling where there is no limit', () => {
    const none = { ...band, status: 'outside-range', expected: [NaN, NaN, NaN, NaN, NaN], medianError: NaN } as const;
    const [point] = curveOf([{ mass: 4, signal: signalAt(4), band: none }]).points;
    expect(point!.coupling).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect(point!.couplingError).toBeNaN();
  });

  it('says so where a mass is outside the range for which the model is meant', () => {
    const masses = [validity.low / 2, validity.low, validity.high, validity.high + 0.1];
    const points = masses.map((mass) => ({ mass, signal: signalAt(mass), band }));
    const notes = curveOf(points).points.map(({ note }) => note);
    expect(notes).toEqual([validity.reason, undefined, undefined, validity.reason]);
  });
});

describe('a point that could not be computed', () => {
  it('keeps what is known of its signal, and says what is missing', () => {
    const missing = missingLimit(smallCampaign(), 'shard a/3 is missing: its thread died');
    const [known, unknown] = curveOf([
      { mass: 4, signal: signalAt(4), band: missing },
      { mass: 4, signal: undefined, band: missing },
    ]).points;
    expect(known!.signalEvents).toBeGreaterThan(0);
    expect(unknown!.signalEvents).toBeNaN();
    for (const point of [known!, unknown!]) {
      expect(point.band.status).toBe('not-computed');
      expect(point.coupling[2]).toBeNaN();
      expect(point.note).toBe('shard a/3 is missing: its thread died');
    }
  });
});

describe('summarise', () => {
  it('gives events at the luminosity, and what the sample is worth', () => {
    const template = templateOf(ten, { 0: [5, 1], 2: [60, 0.5], 3: [40, 0.5], 11: [5, 1] });
    expect(summarise(template, 20)).toMatchObject({
      events: 1000,
      relativeStatError: expect.closeTo(0.1, 12),
      effectiveEvents: expect.closeTo(100, 9),
      // 100 events of 50 per fb^-1
      equivalentLuminosity: expect.closeTo(2, 12),
      generatedEvents: 1000,
    });
  });

  it('counts few heavy events as few', () => {
    const heavy = summarise(templateOf(ten, { 2: [1000, 0.001], 3: [1, 10] }), 1);
    expect(heavy.effectiveEvents).toBeLessThan(2);
  });

  it('takes the uncertainty of a density from data as it is stated', () => {
    const data = templateOf(ten, { 2: [50, 1] }, { generatedEvents: 0, largestEvent: 0, relativeError: 0.1 });
    expect(summarise(data, 1)).toMatchObject({ relativeStatError: 0.1, effectiveEvents: expect.closeTo(100, 9) });
  });

  it('calls a sample without survivors worth nothing', () => {
    expect(summarise(templateOf(ten, { 11: [5, 1] }), 20)).toMatchObject({
      events: 0,
      relativeStatError: NaN,
      effectiveEvents: 0,
      equivalentLuminosity: 0,
    });
  });
});
