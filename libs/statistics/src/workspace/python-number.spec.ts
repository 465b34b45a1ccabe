import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pythonNumber } from './python-number.js';

describe('pythonNumber', () => {
  it('reads back as the same double, and always looks like one', () => {
    const doubles = fc.double({ noDefaultInfinity: true, noNaN: true });
    fc.assert(
      fc.property(doubles, (value) => {
        const printed = pythonNumber(Object.is(value, -0) ? '-0.0' : value.toExponential());
        expect(Number(printed)).toBe(value);
        expect(printed).toMatch(/^-?(\d+\.\d+|\d(\.\d+)?e[+-]\d{2,3})$/);
      }),
    );
  });

  it('keeps every digit of an integer', () => {
    fc.assert(fc.property(fc.bigInt(), (value) => expect(pythonNumber(String(value))).toBe(String(value))));
  });
});
