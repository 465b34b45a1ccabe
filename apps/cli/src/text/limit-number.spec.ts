import { describe, expect, it } from '@jest/globals';
import { limitNumber, withError } from './limit-number.js';

describe('limitNumber', () => {
  it.each([
    [1.23456, '1.235'],
    [0, '0'],
    [123456, '1.235e+5'],
    [1.5e-5, '1.5e-5'],
    [-0.5, '-0.5'],
    [Number.NaN, '-'],
    [undefined, '-'],
  ])('writes %p as %p', (value, text) => expect(limitNumber(value)).toBe(text));
});

describe('withError', () => {
  it('has two digits of the error where there is one', () => {
    expect(withError(4.3571, 0.02512)).toBe('4.357 ± 0.025');
    expect(withError(4.3571, 0)).toBe('4.357');
    expect(withError(Number.NaN, 0.1)).toBe('-');
  });
});
