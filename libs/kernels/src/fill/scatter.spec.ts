import { describe, expect, it } from '@jest/globals';
import { binNumber, encodeLinear, encodeLogarithmic } from './encode.js';
import { Scatter, type WeightCode } from './scatter.js';

const BINS = 20;
const EVENTS = 200_000;
const LOGARITHMIC = { kind: 'logarithmic', low: 1e-9, high: 1e3 } as const;

/** One event as a kernel would hand it over, in single precision. */
function encoded(observable: number, weight: number, code: WeightCode): number {
  const scale = BINS / 2;
  if (code.kind === 'linear') return Math.fround(encodeLinear(observable, weight, -1, scale, BINS));
  const inverseSpan = 1 / Math.log(code.high / code.low);
  return Math.fround(encodeLogarithmic(observable, weight, -1, scale, BINS, Math.log(code.low), inverseSpan));
}

function decoded(values: readonly number[], code: WeightCode): ReturnType<Scatter['result']> {
  const scatter = new Scatter(BINS, code);
  scatter.add(Float32Array.from(values), values.length);
  return scatter.result();
}

const total = (sums: Float64Array): number => sums.reduce((sum, value) => sum + value, 0);

describe('binNumber', () => {
  it('has flow bins below and above, and edges that belong to the bin above them', () => {
    const numbers = [-1.001, -1, -0.5001, -0.5, 0, 0.9999, 1, 7].map((x) => binNumber(x, -1, BINS / 2, BINS));
    expect(numbers).toEqual([0, 1, 5, 6, 11, 20, 21, 21]);
  });
});

describe.each([{ kind: 'linear' } as const, LOGARITHMIC])('a weight that travels in a $kind code', (code) => {
  const weights =
    code.kind === 'linear'
      ? [1, 0.5, 0.1, 0.03]
      : Array.from({ length: 49 }, (_, i) => 1e-9 * 10 ** (i / 4)).filter((weight) => weight <= 1e3);

  it('comes out in its bin with a relative error below 3e-4', () => {
    for (let bin = 0; bin <= BINS + 1; bin++) {
      for (const weight of weights) {
        const { sumw, sumw2 } = decoded([encoded(-1.05 + 0.1 * bin, weight, code)], code);
        expect(Math.abs(sumw[bin]! / weight - 1)).toBeLessThan(3e-4);
        expect(Math.abs(sumw2[bin]! / weight ** 2 - 1)).toBeLessThan(6e-4);
        expect(total(sumw)).toBe(sumw[bin]);
      }
    }
  });

  it('has no bias: the mean relative error over many weights is below 1e-6', () => {
    const scatter = new Scatter(BINS, code);
    const draws = Array.from({ length: EVENTS }, (_, i) => {
      const t = ((i + 0.5) * 0.6180339887498949) % 1;
      const weight = code.kind === 'linear' ? 0.2 + 0.8 * t : 1e2 * 10 ** t;
      return { weight, value: encoded(1 - 2 * ((i * 0.7548776662466927) % 1), weight, code) };
    });
    scatter.add(
      Float32Array.from(draws, ({ value }) => value),
      EVENTS,
    );
    const exact = draws.reduce((sum, { weight }) => sum + weight, 0);
    expect(Math.abs(total(scatter.result().sumw) / exact - 1)).toBeLessThan(1e-6);
  });

  it('counts rejected events and keeps them out of the bins', () => {
    const result = decoded([encoded(0, 0, code), encoded(0, -1, code), encoded(5, Number.NaN, code)], code);
    expect(result).toMatchObject({ rejected: 3, clipped: 0 });
    expect(total(result.sumw)).toBe(0);
  });

  it('counts weights above its range and observables that are no number', () => {
    const largest = code.kind === 'linear' ? 1 : code.high;
    const values = [
      encoded(0, 1.1 * largest, code),
      encoded(Number.NaN, largest, code),
      encoded(Number.POSITIVE_INFINITY, largest, code),
    ];
    const result = decoded(values, code);
    expect(result).toMatchObject({ rejected: 0, clipped: 3 });
    expect(total(result.sumw)).toBe(0);
  });

  it('may exceed its largest value by rounding', () => {
    const largest = code.kind === 'linear' ? 1 : code.high;
    const { sumw, clipped } = decoded([encoded(0, largest * (1 + 1e-6), code)], code);
    expect(clipped).toBe(0);
    expect(sumw[11]! / largest).toBeCloseTo(1, 3);
  });
});

describe('Scatter', () => {
  it('adds any number of events, also when it is no multiple of four', () => {
    const values = Array.from({ length: 1003 }, (_, i) => encoded(-1 + (2 * i) / 1003, 0.25, { kind: 'linear' }));
    const scatter = new Scatter(BINS, { kind: 'linear' });
    scatter.add(Float32Array.from([...values, 3.5, 3.5]), values.length);
    expect(total(scatter.result().sumw) / (0.25 * 1003)).toBeCloseTo(1, 5);
    expect(decoded(values, { kind: 'linear' })).toEqual(scatter.result());
  });

  it('does not depend on how the events are cut into calls', () => {
    const values = Float32Array.from({ length: 4096 }, (_, i) =>
      encoded(Math.sin(i), 0.5 + 0.4 * Math.cos(i), { kind: 'linear' }),
    );
    const whole = new Scatter(BINS, { kind: 'linear' });
    whole.add(values, 4096);
    const parts = new Scatter(BINS, { kind: 'linear' });
    for (let i = 0; i < 4096; i += 512) parts.add(values.subarray(i, i + 512), 512);
    expect(parts.result()).toEqual(whole.result());
  });

  it('has room for the 254 slots of 250 bins', () => {
    const scatter = new Scatter(250, { kind: 'linear' });
    scatter.add(Float32Array.of(0.25, 251.5, 252.5, 253.5), 4);
    const { sumw, rejected, clipped } = scatter.result();
    expect([sumw[0], sumw[251]]).toEqual([0.25 / 0.998, 0.5 / 0.998]);
    expect([rejected, clipped]).toEqual([1, 1]);
  });
});
