import { describe, expect, it } from '@jest/globals';
import { bytes, count, duration, percent, scientific, significant } from './quantities.js';

describe('quantities', () => {
  it('counts in three digits with a prefix', () => {
    expect([0, 7, 0.1234, 999, 999.9, 1000, 41_234, 100e6, 1.82e9, 5e12].map(count)).toEqual([
      '0',
      '7',
      '0.123',
      '999',
      '1k',
      '1k',
      '41.2k',
      '100M',
      '1.82G',
      '5T',
    ]);
  });

  it('says how long in the units one would use', () => {
    expect([0.04, 9.94, 43.4, 60, 125, 3599.4, 3600, 11_520].map(duration)).toEqual([
      '0.0 s',
      '9.9 s',
      '43 s',
      '1 min 00 s',
      '2 min 05 s',
      '59 min 59 s',
      '1 h 00 min',
      '3 h 12 min',
    ]);
  });

  it('gives bytes, fractions and couplings', () => {
    expect([1, 312e6, 1.25e9].map(bytes)).toEqual(['1 MB', '312 MB', '1.25 GB']);
    expect([0.0213, 0.00031, 1].map(percent)).toEqual(['2.1 %', '0.031 %', '100 %']);
    expect([0.12345, 1234.5, 3.214e-4, 0].map((value) => significant(value, 3))).toEqual([
      '0.123',
      '1230',
      '3.21e-4',
      '0',
    ]);
    expect(scientific(3.214e-4)).toBe('3.21e-4');
  });

  it('prints a dash where there is no number', () => {
    expect([count, bytes, duration, percent, scientific].map((print) => print(Number.NaN))).toEqual([
      '-',
      '-',
      '-',
      '-',
      '-',
    ]);
  });
});
