import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Formula } from '../formula.js';
import { name, type Expression } from './expression.js';
import { inlineFormula } from './inline.js';
import { parseFormula } from './parse-formula.js';
import { POLYNOMIAL_LOWERING, POLYNOMIALS } from './polynomials.js';
import { decided, rangeOf, type Range } from './range.js';

const expressionOf = (source: string): Expression =>
  parseFormula(new Function(`return (u, v) => ${source};`)() as Formula).results[0]!;
const unit: Range = { low: 2 ** -24, high: 1 - 2 ** -24 };
const bounds = (
  source: string,
  ranges: Record<string, Range> = { u: unit, v: { low: -2, high: 3 } },
): Range | undefined => rangeOf(expressionOf(source), new Map(Object.entries(ranges)));

/** Formulas of u in (0, 1) and v in (-2, 3) that are finite everywhere. */
const SOUND = [
  'u + v',
  'u - v * v',
  'v * v',
  'u * v',
  'v / (u + 0.5)',
  '(u - v) / (-1 - u)',
  'Math.sqrt(u)',
  'Math.log(u)',
  'Math.exp(v)',
  'Math.sin(v) + Math.cos(u) * Math.tanh(v)',
  'Math.floor(v)',
  'Math.abs(v)',
  'Math.min(u, v) * Math.max(u, v)',
  'v > 0 ? v : -v',
  'v <= 1 ? v - 1 : 1 - v',
  '-v',
];

describe('rangeOf', () => {
  it.each(SOUND)('contains every value of %s, in single precision too', (source) => {
    const range = bounds(source)!;
    const evaluate = new Function('u', 'v', `return ${source};`) as (u: number, v: number) => number;
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const result = Math.fround(evaluate(unit.low + a * (unit.high - unit.low), -2 + 5 * b));
        expect(result).toBeGreaterThanOrEqual(range.low);
        expect(result).toBeLessThanOrEqual(range.high);
      }),
    );
  });

  it('is narrow where nothing is lost', () => {
    const { low, high } = bounds('v * v')!;
    expect(low).toBe(0);
    expect(high).toBeCloseTo(9, 4);
    expect(bounds('v > 0 ? v : -v')!.low).toBeCloseTo(0, 5);
  });

  it.each(['1 / v', 'Math.sqrt(v)', 'Math.log(v)', 'Math.exp(100 * v)', 'Math.atan2(u, v)'])(
    'claims nothing of %s, which may be infinite or NaN for all it knows',
    (source) => expect(bounds(source)).toBeUndefined(),
  );

  it.each(['v + 1', 'Math.max(v, 1)', 'v > 0 ? v : 1'])('claims nothing of %s when nothing is known of v', (source) => {
    expect(bounds(source, { u: unit })).toBeUndefined();
  });

  it('spares the logarithm of a uniform deviate the steps for large and for tiny numbers', () => {
    const log = (x: number): number => Math.log(x);
    const choices = (ranges: ReadonlyMap<string, Range>): number => {
      const { assignments } = inlineFormula(log, [name('x')], POLYNOMIALS, { ranges, lowering: POLYNOMIAL_LOWERING });
      return assignments.filter(({ value }) => value.kind === 'conditional').length;
    };
    expect(choices(new Map())).toBe(12);
    expect(choices(new Map([['x', unit]]))).toBe(8);
  });
});

describe('decided', () => {
  const low = { low: 0, high: 1 };
  const high = { low: 2, high: 3 };

  it('compares ranges that do not touch', () => {
    expect(decided('<', low, high)).toBe(true);
    expect(decided('>=', low, high)).toBe(false);
    expect(decided('===', low, high)).toBe(false);
    expect(decided('!==', high, low)).toBe(true);
  });

  it('leaves open what overlaps or is unknown', () => {
    expect(decided('<', low, low)).toBeUndefined();
    expect(decided('===', low, low)).toBeUndefined();
    expect(decided('<', low, undefined)).toBeUndefined();
    expect(decided('+', low, high)).toBeUndefined();
  });
});
