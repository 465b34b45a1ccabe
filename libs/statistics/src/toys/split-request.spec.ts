import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinBatches, splitRequest } from './split-request.js';
import { requestFor, caseModel } from '../../fixtures/toy-models.js';
import type { ToyBatch } from './engine.js';

const natural = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

describe('a request that is split', () => {
  it('has every toy once, in order, in no more parts than asked for', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(5000), natural(16), natural(512), (first, count, parts, unit) => {
        const split = splitRequest({ first, count }, parts, unit);
        const toys = split.flatMap((part) => Array.from({ length: part.count }, (_, i) => part.first + i));
        expect(toys).toEqual(Array.from({ length: count }, (_, i) => first + i));
        expect(split.length).toBeLessThanOrEqual(parts);
        expect(split.slice(0, -1).every((part) => part.count % unit === 0)).toBe(true);
      }),
    );
  });

  it('is put together again in the order of its parts', () => {
    const request = requestFor(caseModel('count_b3_n3'), 0, 4);
    const batch = (from: number): ToyBatch => {
      const values = Float64Array.of(from, from + 1);
      return { conditional: values, free: values, estimate: values, logRatio: values, refitted: 1, failed: from };
    };
    const joined = joinBatches([batch(0), batch(2)], request);
    expect([...joined.free!]).toEqual([0, 1, 2, 3]);
    expect([joined.refitted, joined.failed]).toEqual([2, 2]);
  });
});
