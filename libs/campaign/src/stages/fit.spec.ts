import { describe, expect, it } from '@jest/globals';
import { regularAxis } from '@darkreach/histogram';
import { smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import { templateOf } from '../../fixtures/template.js';
import { openTemplateBook, type BookSearch } from '../plan/template-book.js';
import type { ResolvedSystematic } from '../spec/resolved-campaign.js';
import { atLuminosity, buildModel, yieldsInWindow } from './fit.js';

const ten = regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 10, low: 0, high: 10 });
const bins = (...filled: number[]): Record<number, readonly [number, number]> =>
  Object.fromEntries(filled.map((bin) => [bin, [4, 0.5]]));

describe('yieldsInWindow', () => {
  const full = templateOf(ten, bins(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  const marked = templateOf(ten, Object.fromEntries(Array.from({ length: 12 }, (_, bin) => [bin, [bin + 1, 1]])));

  it.each([
    [
      [2, 5],
      [4, 5, 6],
    ],
    [
      [2.5, 4.5],
      [4, 5, 6],
    ],
    [
      [2.999999999999, 5.000000000001],
      [5, 6],
    ],
    [[3.2, 3.3], [5]],
    [
      [0, 10],
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ],
    [[-5, 1], [2]],
    [
      [8.5, 99],
      [10, 11],
    ],
  ] as const)('takes the bins that overlap the window %j, and no flow bin', (window, yields) => {
    expect(yieldsInWindow(marked, window, 1).yields).toEqual(yields);
  });

  it('scales yields and their Monte-Carlo errors with the luminosity', () => {
    const [one, many] = [1, 250].map((luminosity) => yieldsInWindow(full, [0, 10], luminosity));
    expect(one!.yields).toEqual(Array(10).fill(2));
    expect(one!.statErrors).toEqual(Array(10).fill(1));
    expect(many!.yields).toEqual(Array(10).fill(500));
    expect(many!.statErrors).toEqual(Array(10).fill(250));
  });

  it('shares one event of the weight beside it among a run of empty bins', () => {
    const template = templateOf(ten, { 3: [4, 0.5], 8: [9, 3] });
    const { yields, statErrors } = yieldsInWindow(template, [0, 10], 10);
    expect(yields).toEqual([0, 0, 20, 0, 0, 0, 0, 270, 0, 0]);
    // bins 1-2 beside weight 0.5; bins 4-7 beside 0.5 and 3, of which 3 counts; bins 9-10 beside 3
    const expected = [0.25, 0.25, 1, 0.75, 0.75, 0.75, 0.75, 9, 1.5, 1.5];
    statErrors.forEach((error, i) => expect(error).toBeCloseTo(10 * expected[i]!, 12));
  });

  it('knows the weight beside a run from the flow bins, too', () => {
    const { statErrors } = yieldsInWindow(templateOf(ten, { 11: [7, 20] }), [0, 10], 1);
    expect(statErrors).toEqual(Array(10).fill(2));
  });

  it('does not depend on the window: a bin has the same error in every window', () => {
    const template = templateOf(ten, { 3: [4, 0.5], 8: [9, 3] });
    const whole = yieldsInWindow(template, [0, 10], 1).statErrors;
    expect(yieldsInWindow(template, [4, 6], 1).statErrors).toEqual(whole.slice(4, 6));
  });

  it('never takes a background without any survivor for no background: one event of the largest weight, over the axis', () => {
    const { yields, statErrors } = yieldsInWindow(templateOf(ten, {}), [2, 5], 4);
    expect(yields).toEqual([0, 0, 0]);
    expect(statErrors).toEqual([20, 20, 20]);
  });

  it('gives no Monte-Carlo error to a density from data', () => {
    const flat = templateOf(ten, { 5: [4, 0.5] }, { generatedEvents: 0, largestEvent: 0, relativeError: 0.1 });
    flat.histogram.sumw2.fill(0);
    expect(yieldsInWindow(flat, [0, 10], 1).statErrors).toEqual(Array(10).fill(0));
  });
});

describe('atLuminosity', () => {
  const systematic: ResolvedSystematic = {
    name: 'x',
    relative: 0.3,
    scaling: 'sqrt-luminosity',
    referenceInverseFemtobarn: 50,
    floor: 0.1,
  };

  it.each([
    [50, 0.3],
    [200, 0.15],
    [12.5, 0.6],
    [449, 0.3 * Math.sqrt(50 / 449)],
    [451, 0.1],
    [50_000, 0.1],
  ])('at %d fb^-1 is %d: it shrinks with the square root of luminosity, down to a floor', (luminosity, expected) => {
    expect(atLuminosity(systematic, luminosity)).toEqual({ name: 'x', relative: expect.closeTo(expected, 12) });
  });

  it('stays as it is when it is constant', () => {
    expect(atLuminosity({ ...systematic, scaling: 'constant' }, 50_000)).toEqual({ name: 'x', relative: 0.3 });
  });

  it('stays free when it is free', () => {
    expect(atLuminosity({ ...systematic, relative: 'free' }, 50_000)).toEqual({ name: 'x', relative: 'free' });
  });
});

describe('buildModel', () => {
  const bookSearch = (systematics: readonly ResolvedSystematic[] = []): BookSearch =>
    openTemplateBook(smallCampaign({ searches: [smallSearch({ systematics })] })).searches[0]!;
  const { axis, fitWindow } = bookSearch().experiment;
  const everywhere = Object.fromEntries(Array.from({ length: axis.bins }, (_, i) => [i + 1, [4, 0.5] as const]));
  const signal = templateOf(axis, everywhere, { process: 'signal', mass: 4 });
  const background = templateOf(axis, everywhere);
  const build = (luminosity: number, systematics: readonly ResolvedSystematic[] = [], backgrounds = [background]) =>
    buildModel({ search: bookSearch(systematics), signal, backgrounds, luminosity });
  const relativeOf = (name: string, luminosity: number, systematics: readonly ResolvedSystematic[] = []) =>
    build(luminosity, systematics).backgrounds[0]!.systematics.find((systematic) => systematic.name === name)?.relative;

  it('covers the fit window of the mass with whole bins, the same for every sample', () => {
    const model = build(20);
    const [low, high] = fitWindow(4, {});
    const width = (axis.high - axis.low) / axis.bins;
    const count = model.signal.yields.length;
    expect(count * width).toBeGreaterThanOrEqual(high - low);
    expect(count * width).toBeLessThan(high - low + 2 * width);
    expect(model.backgrounds[0]!.yields).toHaveLength(count);
    expect(model.signal.yields.reduce((sum, value) => sum + value, 0)).toBe(count * 2 * 20);
    expect(model.observed).toBeUndefined();
  });

  it('takes the backgrounds of the region of the signal alone', () => {
    const other = { ...background, region: 'high-mass', process: 'three-gamma' };
    expect(build(20, [], [background, other]).backgrounds.map(({ name }) => name)).toEqual(['gamma-gamma']);
  });

  it('gives each sample the uncertainties that the search declares for it, at the luminosity', () => {
    const declared = bookSearch().channel.systematics.filter(({ processes }) => processes.includes('gamma-gamma'));
    const names = build(20).backgrounds[0]!.systematics.map(({ name }) => name);
    expect(names).toEqual(declared.map(({ name }) => name));
    expect(names).toContain('gamma-gamma-normalisation');
    expect(names).not.toContain('photon-efficiency');
    expect(relativeOf('gamma-gamma-normalisation', 53)).toBeCloseTo(0.3, 12);
    expect(relativeOf('gamma-gamma-normalisation', 4 * 53)).toBeCloseTo(0.15, 12);
    expect(relativeOf('gamma-gamma-normalisation', 50_000)).toBe(0.1);
    expect(relativeOf('luminosity', 50_000)).toBe(0.01);
  });

  it('lets a campaign change an uncertainty by name, and no other', () => {
    const changed = { name: 'gamma-gamma-normalisation', referenceInverseFemtobarn: 1, floor: 0 } as const;
    const constant = { ...changed, relative: 0.7, scaling: 'constant' } as const;
    expect(relativeOf('gamma-gamma-normalisation', 5000, [constant])).toBe(0.7);
    expect(relativeOf('luminosity', 5000, [constant])).toBe(0.01);
    expect(relativeOf('gamma-gamma-normalisation', 5000, [{ ...constant, relative: 'free' }])).toBe('free');
  });

  it('adds the uncertainty of a density from data', () => {
    const flat = { ...background, process: 'instrumental', generatedEvents: 0, largestEvent: 0, relativeError: 0.09 };
    const { systematics } = build(20, [], [flat]).backgrounds[0]!;
    expect(systematics).toEqual([{ name: 'instrumental density', relative: 0.09 }]);
  });
});
