import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Device } from '../devices/device.js';
import { openDevice } from '../devices/open-device.js';
import {
  larger,
  polynomialAtan2,
  polynomialCos,
  polynomialExp,
  polynomialLog,
  polynomialSin,
  polynomialTanh,
  smaller,
} from './polynomials.js';

/** Allowed error: absolute, and relative to the value. */
type Tolerance = readonly [absolute: number, relative: number];

interface Accuracy {
  readonly title: string;
  /** What physics writes; the compiler puts the polynomial in its place. */
  readonly formula: (x: number) => number;
  readonly polynomial: (x: number) => number;
  readonly segments: readonly (readonly [low: number, high: number])[];
  readonly double: Tolerance;
  readonly single: Tolerance;
}

const THREADS = 4096;
const octaves = Array.from({ length: 21 }, (_, i) => [2 ** (6 * i - 62), 2 ** (6 * i - 56)] as const);

const CASES: readonly Accuracy[] = [
  {
    title: 'log x over [2^-62, 2^64]',
    formula: (x) => Math.log(x),
    polynomial: polynomialLog,
    segments: [...octaves, [0.75, 1.25]],
    double: [0, 1e-8],
    single: [0, 3e-7],
  },
  {
    title: 'exp x over [-87, 87]',
    formula: (x) => Math.exp(x),
    polynomial: polynomialExp,
    segments: [
      [-87, 87],
      [-1, 1],
    ],
    double: [0, 1.1e-7],
    single: [0, 3e-7],
  },
  {
    title: 'sin x over a turn',
    formula: (x) => Math.sin(x),
    polynomial: polynomialSin,
    segments: [[0, 2 * Math.PI]],
    double: [2e-8, 0],
    single: [2e-7, 0],
  },
  {
    title: 'cos x over a turn',
    formula: (x) => Math.cos(x),
    polynomial: polynomialCos,
    segments: [[0, 2 * Math.PI]],
    double: [1e-7, 0],
    single: [3e-7, 0],
  },
  {
    title: 'sin x below 1e4',
    formula: (x) => Math.sin(x),
    polynomial: polynomialSin,
    segments: [[-1e4, 1e4]],
    double: [1e-7, 0],
    single: [3e-7, 0],
  },
  {
    title: 'cos x below 1e4',
    formula: (x) => Math.cos(x),
    polynomial: polynomialCos,
    segments: [[-1e4, 1e4]],
    double: [1e-7, 0],
    single: [3e-7, 0],
  },
  {
    title: 'tanh x over [-12, 12]',
    formula: (x) => Math.tanh(x),
    polynomial: polynomialTanh,
    segments: [[-12, 12]],
    double: [1e-7, 0],
    single: [3e-7, 0],
  },
  {
    title: 'tanh x near 0, relative to itself',
    formula: (x) => Math.tanh(x),
    polynomial: polynomialTanh,
    segments: [[-0.01, 0.01]],
    double: [0, 2e-8],
    single: [0, 3e-7],
  },
  {
    title: 'atan2 through four octants',
    formula: (x) => Math.atan2(x, 1 - 0.5 * x),
    polynomial: (x) => polynomialAtan2(x, 1 - 0.5 * x),
    segments: [[-8, 8]],
    double: [1e-8, 0],
    single: [3e-7, 0],
  },
];

/** Arguments that host and device make alike in single precision: low + step * thread, rounded after each operation. */
function argumentsOf([low, high]: readonly [number, number]): { low: number; step: number; xs: number[] } {
  const step = Math.fround((0.999999 * (high - low)) / (THREADS - 1));
  const first = Math.fround(low);
  const xs = Array.from({ length: THREADS }, (_, i) => Math.fround(first + Math.fround(step * i)));
  return { low: first, step, xs };
}

/** Largest excess of |value - exact| over the tolerance. */
function excess(values: readonly number[], exact: readonly number[], [absolute, relative]: Tolerance): number {
  return Math.max(...values.map((value, i) => Math.abs(value - exact[i]!) - absolute - relative * Math.abs(exact[i]!)));
}

describe('the polynomials in double precision', () => {
  it.each(CASES)('keep the stated error of $title', ({ formula, polynomial, segments, double }) => {
    for (const segment of segments) {
      const { xs } = argumentsOf(segment);
      expect(excess(xs.map(polynomial), xs.map(formula), double)).toBeLessThanOrEqual(0);
    }
  });

  it('are exact where physics relies on it', () => {
    expect(polynomialLog(1)).toBe(0);
    expect(polynomialExp(0)).toBe(1);
    expect([polynomialSin(0), polynomialCos(0), polynomialTanh(0), polynomialAtan2(0, 1)]).toEqual([0, 1, 0, 0]);
    expect([smaller(1, 2), smaller(2, 1), larger(1, 2), larger(2, 1)]).toEqual([1, 1, 2, 2]);
  });

  it('have the angle right on every axis and diagonal', () => {
    const signs = [-1, 0, 1];
    for (const [y, x] of signs.flatMap((a) => signs.map((b) => [a, b] as const))) {
      expect(polynomialAtan2(y, x)).toBeCloseTo(Math.atan2(y, x), 6);
    }
  });

  it('stop at the ends of the range of exp instead of overflowing', () => {
    expect(polynomialExp(-1000)).toBe(polynomialExp(-87));
    expect(polynomialExp(1000)).toBe(polynomialExp(87));
  });
});

describe('the polynomials in single precision on webasm', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('webasm');
  });
  afterAll(() => device.close());

  it.each(CASES)('keep the stated error of $title', async ({ title, formula, segments, single }) => {
    const kernel = device.compileMap({
      id: title,
      threads: THREADS,
      parameters: ['low', 'step'],
      body: (text) =>
        [
          text.float('x', 'low + step * Math.fround(thread)'),
          text.inline(['value'], formula, ['x']),
          '  return value;',
        ].join('\n'),
    });
    for (const segment of segments) {
      const { low, step, xs } = argumentsOf(segment);
      const values = await kernel.run({ key: [0, 0], first: 0, parameters: { low, step } });
      expect(excess([...values], xs.map(formula), single)).toBeLessThanOrEqual(0);
    }
  });
});
