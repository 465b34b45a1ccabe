import { describe, expect, it } from '@jest/globals';
import { plainText } from '../svg/rich-text.js';
import { logDomain, logTicks, type Domain } from './log-axis.js';

const numbers = (domain: Domain): readonly string[] =>
  logTicks(domain, Math.log10).flatMap(({ label }) => (label === undefined ? [] : [plainText(label)]));

describe('logTicks', () => {
  it('numbers the decades as powers of ten and has short ticks between them', () => {
    const ticks = logTicks([1e-5, 1e-3], Math.log10);
    expect(numbers([1e-5, 1e-3])).toEqual(['10−5', '10−4', '10−3']);
    expect(ticks).toHaveLength(19);
    expect(ticks.filter(({ label }) => label === undefined)[0]!.at).toBeCloseTo(Math.log10(2e-5), 12);
  });

  it('writes 1 and 10 as they are', () => {
    expect(numbers([0.1, 100])).toEqual(['10−1', '1', '10', '102']);
  });

  it('numbers 2 and 5 too where fewer than two decades are in sight', () => {
    expect(numbers([1.5e-4, 7e-4])).toEqual(['2×10−4', '5×10−4']);
    expect(numbers([0.15, 0.7])).toEqual(['0.2', '0.5']);
  });

  it('does not crowd: at most eleven numbers over 40 decades', () => {
    expect(numbers([1e-30, 1e10]).length).toBeLessThanOrEqual(11);
  });
});

describe('logDomain', () => {
  it('goes out to the next decade where that is near', () => {
    expect(logDomain([0.1, 8], [1, 2])).toEqual([0.1, 10]);
    expect(logDomain([0.15, 30], [1, 2])).toEqual([0.1, 39]);
  });

  it('has room about a single value', () => {
    expect(logDomain([2], [1, 2])).toEqual([0.5, 8]);
  });

  it('passes over what a logarithm has no place for, and falls back where nothing is left', () => {
    expect(logDomain([Number.NaN, 0, -1, Number.POSITIVE_INFINITY], [1, 2])).toEqual([1, 2]);
  });
});
