import { describe, expect, it } from '@jest/globals';
import { threefry2x32 } from './threefry.js';

type Words = (index: number) => readonly [number, number];

const BLOCKS = 100_000;

/** Ways through the space of keys and counters in which a campaign takes consecutive numbers. */
const WALKS: Readonly<Record<string, Words>> = {
  'consecutive events': (i) => threefry2x32([20260101, 3], [i, 0]),
  'consecutive streams': (i) => threefry2x32([20260101, 3], [12, i]),
  'consecutive shards': (i) => threefry2x32([20260101, i], [12, 0]),
  'consecutive seeds': (i) => threefry2x32([i, 3], [12, 0]),
  'events 65536 apart': (i) => threefry2x32([1, 1], [Math.imul(i, 65_536) + (i >>> 16), 1]),
};

/** Chi-squared with k degrees of freedom as a standard normal deviate (Wilson and Hilferty). */
function normalFromChiSquared(chiSquared: number, k: number): number {
  return (Math.cbrt(chiSquared / k) - (1 - 2 / (9 * k))) / Math.sqrt(2 / (9 * k));
}

function chiSquaredOfCells(cells: Int32Array): number {
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  const chiSquared = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return normalFromChiSquared(chiSquared, cells.length - 1);
}

function cellsOf(values: Float64Array): number {
  const cells = new Int32Array(64);
  values.forEach((value) => cells[Math.floor(64 * value)]!++);
  return chiSquaredOfCells(cells);
}

function squaresOf(xs: Float64Array, ys: Float64Array, lag: number): number {
  const cells = new Int32Array(256);
  for (let i = lag; i < xs.length; i++) cells[16 * Math.floor(16 * xs[i]!) + Math.floor(16 * ys[i - lag]!)]!++;
  return chiSquaredOfCells(cells);
}

function correlation(xs: Float64Array, ys: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < xs.length; i++) sum += (xs[i]! - 0.5) * (ys[i - lag]! - 0.5);
  return (12 * sum) / Math.sqrt(xs.length - lag);
}

function moments(values: Float64Array): number[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const square = values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / n;
  return [(mean - 0.5) * Math.sqrt(12 * n), (square - 1 / 12) * Math.sqrt(180 * n)];
}

function bitFrequencies(words: Int32Array): number[] {
  const ones = new Int32Array(32);
  for (const word of words) for (let bit = 0; bit < 32; bit++) ones[bit]! += (word >>> bit) & 1;
  return Array.from(ones, (count) => (2 * count - words.length) / Math.sqrt(words.length));
}

/** Smallest distance of 1000 numbers on a circle, 100 times: each is exponential with mean 1e-6. */
function smallestGaps(values: Float64Array): number {
  let sum = 0;
  for (let group = 0; group < 100; group++) {
    const sorted = values.slice(1000 * group, 1000 * (group + 1)).sort();
    sum += 1e6 * sorted.reduce((least, value, i) => Math.min(least, value - (sorted[i - 1] ?? sorted[999]! - 1)), 1);
  }
  return (sum - 100) / 10;
}

/** Statistics of one walk that are standard normal deviates for perfect numbers. */
function battery(words: Words): number[] {
  const first = new Int32Array(BLOCKS);
  const [a, b] = [new Float64Array(BLOCKS), new Float64Array(BLOCKS)];
  for (let i = 0; i < BLOCKS; i++) {
    const [x0, x1] = words(i);
    first[i] = x0;
    a[i] = ((x0 >>> 0) + ((x1 >>> 0) + 0.5) * 2 ** -32) * 2 ** -32;
    b[i] = ((x1 >>> 0) + 0.5) * 2 ** -32;
  }
  return [
    ...[...moments(a), ...moments(b), cellsOf(a), cellsOf(b), smallestGaps(a)],
    ...[squaresOf(a, b, 0), squaresOf(a, a, 1), squaresOf(a, b, 1)],
    ...[correlation(a, b, 0), correlation(a, a, 1), correlation(b, a, 1), correlation(a, a, 2), correlation(a, a, 7)],
    ...bitFrequencies(first),
  ];
}

const worst = (statistics: readonly number[]): number => Math.max(...statistics.map(Math.abs));

describe('the statistics of Threefry2x32-20', () => {
  it('show no deviation above 4.5 standard errors among 235 over a million numbers', () => {
    const all = Object.values(WALKS).flatMap(battery);
    expect(all).toHaveLength(235);
    expect(worst(all)).toBeLessThan(4.5);
    // The statistics themselves are standard normal deviates: their mean square is 1 within 4 standard errors.
    const meanSquare = all.reduce((sum, z) => sum + z * z, 0) / all.length;
    expect(Math.abs(meanSquare - 1)).toBeLessThan(4 * Math.sqrt(2 / all.length));
  });

  it('reject a Weyl sequence and a multiplicative hash', () => {
    expect(worst(battery((i) => [Math.imul(i, 0x9e3779b9), Math.imul(i, 0x85ebca6b)]))).toBeGreaterThan(20);
    expect(worst(battery((i) => [Math.imul(i ^ (i >>> 7), 0x2c1b3c6d), Math.imul(i, i)]))).toBeGreaterThan(20);
  });
});
