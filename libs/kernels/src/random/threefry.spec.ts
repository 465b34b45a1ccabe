import { describe, expect, it } from '@jest/globals';
import { eventUniforms, threefry2x32, UNIFORM_RANGE, uniformFrom } from './threefry.js';

/** Known answers of Threefry2x32 with 20 rounds from Random123 1.14.0, tests/kat_vectors: counter, key, result. */
const KNOWN_ANSWERS = [
  { counter: [0, 0], key: [0, 0], words: ['6b200159', '99ba4efe'] },
  { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], words: ['1cb996fc', 'bb002be7'] },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], words: ['c4923a9c', '483df7a0'] },
] as const;

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

describe('threefry2x32', () => {
  it('gives the published known answers for zeros, ones and the digits of pi', () => {
    for (const { counter, key, words } of KNOWN_ANSWERS) expect(threefry2x32(key, counter).map(hex)).toEqual(words);
  });

  it('takes signed and unsigned words for the same', () => {
    expect(threefry2x32([-1, -1], [-1, -1])).toEqual(
      threefry2x32([2 ** 32 - 1, 2 ** 32 - 1], [0xffffffff, 0xffffffff]),
    );
  });

  it('changes about half of all bits when one bit of key or counter changes', () => {
    const words = (bits: bigint): [number, number] => {
      const part = (shift: bigint): number => Number((bits >> shift) & 0xffffffffn);
      return threefry2x32([part(0n), part(32n)], [part(64n), part(96n)]);
    };
    const base = words(0n);
    for (let bit = 0n; bit < 128n; bit++) {
      const flipped = words(1n << bit).map((word, i) => word ^ base[i]!);
      const ones = flipped.map((word) => hex(word)).flatMap((text) => [...Number.parseInt(text, 16).toString(2)]);
      // 64 bits: mean 32, standard deviation 4.
      expect(Math.abs(ones.filter((digit) => digit === '1').length - 32)).toBeLessThan(18);
    }
  });
});

describe('uniformFrom', () => {
  it('lies strictly between 0 and 1, in single precision too', () => {
    expect(uniformFrom(0)).toBe(2 ** -24);
    expect(uniformFrom(-1)).toBe(1 - 2 ** -24);
    for (const word of [0, 1, -1, 511, 512, 0x7fffffff, -0x80000000]) {
      const deviate = uniformFrom(word);
      expect(Math.fround(deviate)).toBe(deviate);
      expect(deviate).toBeGreaterThanOrEqual(UNIFORM_RANGE.low);
      expect(deviate).toBeLessThanOrEqual(UNIFORM_RANGE.high);
    }
  });
});

describe('eventUniforms', () => {
  it('takes deviates 2 i and 2 i + 1 from stream i', () => {
    const [a, b] = threefry2x32([5, 6], [77, 1]);
    expect(eventUniforms([5, 6], 77, 4).slice(2)).toEqual([uniformFrom(a), uniformFrom(b)]);
  });

  it('gives a longer list the same beginning', () => {
    expect(eventUniforms([5, 6], 77, 7).slice(0, 3)).toEqual(eventUniforms([5, 6], 77, 3));
  });
});
