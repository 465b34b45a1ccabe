import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidModelError } from '../errors.js';
import type { TemplateModel } from '../model/template-model.js';
import { hostToyEngine } from '../toys/host-toy-engine.js';
import type { LimitOptions } from './limit-band.js';
import { upperLimit } from './upper-limit.js';

const OPTIONS: LimitOptions = {
  cl: 0.9,
  method: 'auto',
  toys: { minimum: 1000, maximum: 1000, error: 0.05 },
  key: [1, 2],
};

function bump(signal: number, background: number, observed?: readonly number[]): TemplateModel {
  const flat = Array.from({ length: 5 }, () => background / 5);
  return {
    kind: 'template-model',
    signal: {
      name: 's',
      yields: [0.1, 0.2, 0.4, 0.2, 0.1].map((f) => f * signal),
      statErrors: flat.map(() => 0),
      systematics: [{ name: 'efficiency', relative: 0.05 }],
    },
    backgrounds: [
      { name: 'b', yields: flat, statErrors: flat.map((b) => 0.1 * b), systematics: [{ name: 'b', relative: 0.2 }] },
    ],
    ...(observed ? { observed } : {}),
  };
}

describe('the upper limit', () => {
  it('is taken by toys below 10 background events under the signal, else asymptotically', async () => {
    const few = await upperLimit(bump(10, 1), OPTIONS, hostToyEngine());
    const many = await upperLimit(bump(10, 1000), OPTIONS, hostToyEngine());
    expect([few.method, many.method]).toEqual(['toys', 'asymptotic']);
    expect([few.status, many.status]).toEqual(['ok', 'ok']);
    expect(few.backgroundInWindow).toBeLessThan(10);
    expect(few.toys).toBeGreaterThan(0);
    expect([many.toys, many.medianError]).toEqual([0, 0]);
  });

  it('by toys is never below ln 10 events by more than its error, and never by asymptotics above that by toys', async () => {
    const model = bump(1, 0.3, [0, 0, 0, 0, 0]);
    const toys = await upperLimit(model, { ...OPTIONS, method: 'toys' }, hostToyEngine());
    const asymptotic = await upperLimit(model, { ...OPTIONS, method: 'asymptotic' }, hostToyEngine());
    expect(toys.observed!).toBeGreaterThan(Math.log(10) * 0.8);
    expect(asymptotic.observed!).toBeLessThan(toys.observed!);
  });

  it('falls in proportion to the signal yield', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.1, max: 1e4, noNaN: true }),
        fc.double({ min: 12, max: 1e6, noNaN: true }),
        async (s, b) => {
          const one = await upperLimit(bump(s, b), { ...OPTIONS, method: 'asymptotic' }, hostToyEngine());
          const two = await upperLimit(bump(2 * s, b), { ...OPTIONS, method: 'asymptotic' }, hostToyEngine());
          expect(one.expected[2] / two.expected[2]).toBeCloseTo(2, 6);
          expect([...one.expected].sort((x, y) => x - y)).toEqual(one.expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gets weaker with every systematic', async () => {
    const model = bump(10, 400);
    const known: TemplateModel = {
      ...model,
      backgrounds: model.backgrounds.map((b) => ({ ...b, systematics: [], statErrors: b.statErrors.map(() => 0) })),
    };
    const [loose, tight] = [
      await upperLimit(model, OPTIONS, hostToyEngine()),
      await upperLimit(known, OPTIONS, hostToyEngine()),
    ];
    expect(loose.expected[2]).toBeGreaterThan(tight.expected[2]);
  });

  it('is outside the range, without numbers, where no signal is accepted', async () => {
    for (const method of ['toys', 'asymptotic'] as const) {
      const band = await upperLimit(bump(0, 5), { ...OPTIONS, method }, hostToyEngine());
      expect(band.status).toBe('outside-range');
      expect(band.expected.every(Number.isNaN)).toBe(true);
    }
  });

  it('refuses options and models without meaning, and says what is allowed', async () => {
    const engine = hostToyEngine();
    await expect(upperLimit(bump(1, 1), { ...OPTIONS, cl: 95 }, engine)).rejects.toThrow(
      /confidence level is 95; allowed/,
    );
    await expect(upperLimit(bump(1, -1), OPTIONS, engine)).rejects.toThrow(InvalidModelError);
    await expect(upperLimit(bump(NaN, 1), OPTIONS, engine)).rejects.toThrow(/bin 0: yields is NaN; allowed/);
    const toys = { minimum: 10, maximum: 5, error: 0.1 };
    await expect(upperLimit(bump(1, 1), { ...OPTIONS, toys }, engine)).rejects.toThrow(/minimum 10, maximum 5/);
  });
});
