import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countingToyEngine } from '../../fixtures/counting-toy-engine.js';
import { countingWorkspace, logNormal } from '../../fixtures/counting-workspace.js';
import { hostToyEngine } from '../toys/host-engine.js';
import { InvalidModelError } from '../errors.js';
import { countingUpperLimit } from './counting/counting.js';
import { buildModel } from '../model/build-model.js';
import type { Model } from '../model/model.js';
import type { LimitOptions } from './limit-band.js';
import { upperLimit } from './upper-limit.js';

const OPTIONS: LimitOptions = {
  cl: 0.9,
  method: 'auto',
  toys: { minimum: 1000, maximum: 1000, error: 0.05 },
  key: [1, 2],
};

const counting = (background: number, n = Math.round(background)): Model =>
  buildModel(countingWorkspace({ n, background, upper: 500 }));

/** A bump in five bins on a flat background. */
function bump(signal: number, background: number, relative = 0.2): Model {
  const workspace = countingWorkspace({ n: 0, background: 1, upper: 100 });
  const flat = Array.from({ length: 5 }, () => background / 5);
  const ofSignal = [{ name: 'mu', type: 'normfactor', data: null } as const, logNormal('efficiency', relative / 4)];
  const ofBackground = [
    logNormal('b', relative),
    { name: 'stat', type: 'shapesys', data: flat.map((b) => (relative / 2) * b) } as const,
  ];
  return buildModel({
    ...workspace,
    channels: [
      {
        name: 'count',
        samples: [
          { name: 'signal', data: [0.1, 0.2, 0.4, 0.2, 0.1].map((f) => f * signal), modifiers: ofSignal },
          { name: 'background', data: flat, modifiers: ofBackground },
        ],
      },
    ],
    observations: [{ name: 'count', data: flat.map(Math.round) }],
  });
}

describe('the upper limit', () => {
  it('is taken by toys below 10 background events under the signal, else asymptotically, and says why', async () => {
    const few = await upperLimit(counting(3), OPTIONS, countingToyEngine());
    const many = await upperLimit(counting(1000), OPTIONS, countingToyEngine());
    expect([few.method, few.status, few.reason]).toEqual([
      ...['toys', 'ok', 'toys: 3.0 background events under the signal, fewer than 10'],
    ]);
    expect([many.method, many.status, many.toys, many.medianError, many.observedError]).toEqual([
      ...['asymptotic', 'ok', 0, 0, 0],
    ]);
    expect(few.toys).toBeGreaterThan(0);
    const asked = await upperLimit(counting(1000), { ...OPTIONS, method: 'toys' }, countingToyEngine());
    expect(asked.reason).toBe('toys: as asked for');
  });

  it('by toys states the asymptotic limits too, which are too strong for few events', async () => {
    const limit = await upperLimit(counting(0.5, 0), OPTIONS, countingToyEngine());
    expect(limit.observed!).toBeCloseTo(Math.log(10), 1);
    expect(limit.asymptotic![2]).toBeLessThan(limit.expected[2]);
    expect(limit.testStatistic).toBe('q~');
  });

  it('by q is as strong as by q~ within errors where the data are no deficit', async () => {
    const [one, two] = [
      await upperLimit(counting(3, 4), OPTIONS, countingToyEngine()),
      await upperLimit(counting(3, 4), { ...OPTIONS, testStatistic: 'q' }, countingToyEngine()),
    ];
    expect(Math.abs(one.observed! - two.observed!)).toBeLessThan(4 * one.observedError!);
    expect([two.testStatistic, two.status]).toEqual(['q', 'ok']);
  });

  it('observes nothing where only expectations are asked for', async () => {
    for (const method of ['toys', 'asymptotic'] as const) {
      const limit = await upperLimit(counting(12, 30), { ...OPTIONS, method, expectedOnly: true }, countingToyEngine());
      expect('observed' in limit).toBe(false);
      expect(limit.scan.every((point) => !('clsObserved' in point))).toBe(true);
      expect(Math.abs(limit.expected[2] / countingUpperLimit(12, 12, 0.9) - 1)).toBeLessThan(0.12);
    }
  });

  it('falls in proportion to the signal yield', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 5, max: 100, noNaN: true }),
        fc.double({ min: 50, max: 1e5, noNaN: true }),
        async (s, b) => {
          const yields = s * Math.sqrt(b);
          const options = { ...OPTIONS, method: 'asymptotic' } as const;
          const one = await upperLimit(bump(yields, b, 0.05), options, countingToyEngine());
          const two = await upperLimit(bump(2 * yields, b, 0.05), options, countingToyEngine());
          expect(one.expected[2] / two.expected[2]).toBeCloseTo(2, 5);
          expect([...one.expected].sort((x, y) => x - y)).toEqual(one.expected);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('gets weaker with systematics, by toys too', async () => {
    const options = { ...OPTIONS, method: 'toys', toys: { minimum: 300, maximum: 300, error: 0.1 } } as const;
    const loose = await upperLimit(bump(10, 40, 0.5), options, hostToyEngine());
    const tight = await upperLimit(bump(10, 40, 0.01), options, hostToyEngine());
    expect([loose.status, tight.status, loose.failedFits]).toEqual(['ok', 'ok', 0]);
    expect(loose.expected[2]).toBeGreaterThan(1.2 * tight.expected[2]);
    expect(Math.abs(loose.expected[2] / loose.asymptotic![2] - 1)).toBeLessThan(0.15);
  });

  it('is outside the range, without numbers, where no signal is accepted', async () => {
    for (const method of ['toys', 'asymptotic'] as const) {
      const band = await upperLimit(bump(0, 5), { ...OPTIONS, method }, hostToyEngine());
      expect(band.status).toBe('outside-range');
      expect(band.expected.every(Number.isNaN)).toBe(true);
    }
  });

  it('refuses options without meaning, and says what is allowed', async () => {
    const engine = countingToyEngine();
    await expect(upperLimit(counting(1), { ...OPTIONS, cl: 95 }, engine)).rejects.toThrow(
      /confidence level is 95; allowed/,
    );
    const toys = { minimum: 10, maximum: 5, error: 0.1 };
    const refused = upperLimit(counting(1), { ...OPTIONS, toys }, engine);
    await expect(refused).rejects.toThrow(/minimum 10, maximum 5/);
    await expect(refused).rejects.toThrow(InvalidModelError);
  });
});
