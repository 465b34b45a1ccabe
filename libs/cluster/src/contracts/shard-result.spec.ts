import { describe, expect, it } from '@jest/globals';
import type { LimitBand, PartialHistogram } from '@darkreach/campaign';
import fc from 'fast-check';
import { InvalidResultError } from '../errors.js';
import {
  ShardResult,
  type LimitBand as LimitBandMessage,
  type PartialHistogram as PartialHistogramMessage,
} from './generated/darkreach/v1/worker.js';
import { decodeShardResult, encodeShardResult, resultDigest } from './shard-result.js';

/** Every double there is: NaN, infinities, -0 and subnormal ones. */
const anyDouble = fc.double();
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Alone in its field a zero has no sign. */
const alone = fc.double().map((value) => (value === 0 ? 0 : value));
const finiteAlone = finite.map((value) => (value === 0 ? 0 : value));
const count = fc.maxSafeNat();
const five = (value: fc.Arbitrary<number>): fc.Arbitrary<LimitBand['expected']> =>
  fc.tuple(value, value, value, value, value);

const axis = fc
  .record({
    bins: fc.integer({ min: 1, max: 20 }),
    low: finiteAlone,
    width: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  })
  .filter(({ low, width }) => low < low + width && Number.isFinite(low + width))
  .map(({ bins, low, width }) => ({
    kind: 'regular-axis' as const,
    name: 'M_rec^2',
    unit: 'GeV^2',
    bins,
    low,
    high: low + width,
  }));

const partials: fc.Arbitrary<PartialHistogram> = fc
  .record({
    axis,
    templateId: fc.string({ minLength: 1 }),
    shard: fc.nat(),
    entries: fc.nat(),
    clipped: fc.nat(),
    rejected: fc.nat(),
    sums: fc.infiniteStream(finite),
  })
  .map(({ axis, templateId, shard, entries, clipped, rejected, sums }) => {
    const draw = (): number => sums.next().value as number;
    return {
      kind: 'partial-histogram',
      shardId: `${templateId}/${shard}`,
      templateId,
      shard,
      events: entries + clipped + rejected,
      clipped,
      histogram: {
        kind: 'histogram',
        axis,
        entries,
        sumw: Float64Array.from({ length: axis.bins + 2 }, draw),
        sumw2: Float64Array.from({ length: axis.bins + 2 }, () => Math.abs(draw())),
      },
    };
  });

const shared = {
  kind: fc.constant('limit-band' as const),
  statement: fc.constant('upper-limit-cls' as const),
  method: fc.constantFrom('asymptotic' as const, 'toys' as const),
  cl: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
  testStatistic: fc.constantFrom('q~' as const, 'q' as const),
  observed: anyDouble,
  observedError: anyDouble,
  medianError: alone,
  asymptotic: five(anyDouble),
  reason: fc.string(),
  scan: fc.array(
    fc.record(
      { mu: finiteAlone, clsExpected: five(anyDouble), clsObserved: anyDouble, error: alone, toys: count },
      { requiredKeys: ['mu', 'clsExpected', 'error', 'toys'] },
    ),
    { maxLength: 5 },
  ),
  toys: count,
  refittedToys: count,
  failedFits: count,
  backgroundInWindow: alone,
};
const requiredKeys = [
  'kind',
  'statement',
  'method',
  'cl',
  'medianError',
  'scan',
  'toys',
  'refittedToys',
  'failedFits',
  'backgroundInWindow',
] as const;
const band = (status: LimitBand['status'], limit: fc.Arbitrary<number>): fc.Arbitrary<LimitBand> =>
  fc
    .tuple(fc.record(shared, { requiredKeys: [...requiredKeys] }), five(limit))
    .map(([rest, expected]) => ({ ...rest, status, expected }));
const bands: fc.Arbitrary<LimitBand> = fc.oneof(
  band('ok', finite),
  band('outside-range', fc.oneof(finite, fc.constant(NaN))),
  band('fit-failed', fc.constant(NaN)),
);

const example: PartialHistogram = fc.sample(partials, { seed: 4, numRuns: 1 })[0]!;
const limit: LimitBand = fc.sample(band('ok', finite), { seed: 4, numRuns: 1 })[0]!;

describe('encodeShardResult', () => {
  it('keeps every bit of a histogram', () => {
    fc.assert(
      fc.property(partials, (partial) => {
        const { bytes, digest } = encodeShardResult(partial);
        expect(decodeShardResult(bytes)).toEqual(partial);
        expect(encodeShardResult(decodeShardResult(bytes))).toEqual({ bytes, digest });
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every bit of a limit, NaN and what is absent', () => {
    fc.assert(
      fc.property(bands, (given) => {
        const { bytes, digest } = encodeShardResult(given);
        expect(decodeShardResult(bytes)).toEqual(given);
        expect(encodeShardResult(decodeShardResult(bytes)).digest).toBe(digest);
      }),
      { numRuns: 300 },
    );
  });

  it('names results by the SHA-256 of their bytes', () => {
    const { bytes, digest } = encodeShardResult(limit);
    expect(digest).toBe(resultDigest(bytes));
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(encodeShardResult({ ...limit, toys: limit.toys - 1 }).digest).not.toBe(digest);
  });

  it.each([NaN, Infinity, -Infinity])('refuses a sum of weights that is %d', (sum) => {
    const { histogram } = example;
    const broken = { ...histogram, sumw: histogram.sumw.with(1, sum) };
    expect(() => encodeShardResult({ ...example, histogram: broken })).toThrow(
      new InvalidResultError(`sumw of bin 1 is ${sum}; allowed is a finite number`),
    );
  });

  it.each([NaN, Infinity, -1])('refuses a sum of squares that is %d', (sum) => {
    const { histogram } = example;
    const broken = { ...histogram, sumw2: histogram.sumw2.with(0, sum) };
    expect(() => encodeShardResult({ ...example, histogram: broken })).toThrow(InvalidResultError);
  });

  it.each([
    ['events', { events: -1 }],
    ['events', { events: 1.5 }],
    ['entries', { events: 1 }],
    ['clipped', { clipped: example.events + 1 }],
    ['shard', { shard: -1 }],
    ['names no template', { templateId: '' }],
    ['is not shard', { shardId: 'another/0' }],
  ])('refuses wrong counts and names: %s', (message, change) => {
    expect(() => encodeShardResult({ ...example, ...change })).toThrow(message);
    expect(() => encodeShardResult({ ...example, ...change })).toThrow(InvalidResultError);
  });

  it.each([
    ['a limit of a band that is ok', { expected: [1, 1, NaN, 1, 1] as const }, 'limit 2'],
    ['an infinite limit', { status: 'outside-range', expected: [1, 1, Infinity, 1, 1] } as const, 'limit 2'],
    ['a count', { toys: -1 }, 'toys is -1'],
    ['a level', { cl: 1 }, 'confidence level'],
  ])('refuses %s that cannot be', (_, change, message) => {
    expect(() => encodeShardResult({ ...limit, ...change })).toThrow(message);
    expect(() => encodeShardResult({ ...limit, ...change })).toThrow(InvalidResultError);
  });
});

describe('decodeShardResult', () => {
  type Change = (result: ShardResult['result']) => ShardResult['result'];
  const sent = (result: PartialHistogram | LimitBand, change: Change): Buffer => {
    const { result: honest } = ShardResult.decode(encodeShardResult(result).bytes);
    return Buffer.from(ShardResult.encode({ result: change(honest) }).finish());
  };
  const histogram = (change: object): Buffer =>
    sent(example, (honest) => ({
      $case: 'histogram',
      value: { ...(honest!.value as PartialHistogramMessage), ...change },
    }));
  const limits = (change: object): Buffer =>
    sent(limit, (honest) => ({ $case: 'limit', value: { ...(honest!.value as LimitBandMessage), ...change } }));

  it.each([
    ['no result', Buffer.alloc(0), 'neither a histogram nor a limit'],
    ['a billion bins', histogram({ bins: 1_000_000_000 }), 'allowed are 1000000002'],
    ['no bins', histogram({ bins: 0 }), 'bins is 0'],
    ['an axis backwards', histogram({ low: 1, high: 0 }), 'range'],
    ['an axis of NaN', histogram({ low: NaN }), 'range'],
    ['too few sums', histogram({ sumw2: [] }), 'sumw2 has 0 numbers'],
    ['a NaN', histogram({ sumw: example.histogram.sumw.map(() => NaN) }), 'sumw of bin 0'],
    ['a word that is not known', limits({ status: 'fine' }), 'status is "fine"'],
    ['a method that is not known', limits({ method: 'guess' }), 'method'],
    ['four limits', limits({ expected: [1, 2, 3, 4] }), 'expected has 4 numbers'],
    ['two asymptotic limits', limits({ asymptotic: [1, 2] }), 'asymptotic has 2'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeShardResult(bytes)).toThrow(InvalidResultError);
    expect(() => decodeShardResult(bytes)).toThrow(message);
  });

  it('refuses bytes that are anything, or says what they are', () => {
    const known = encodeShardResult(example).bytes;
    const damaged = fc
      .tuple(fc.nat(known.length - 1), fc.nat(255))
      .map(([at, byte]) => Buffer.concat([known.subarray(0, at), Buffer.of(byte), known.subarray(at + 1)]));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), damaged), (bytes) => {
        try {
          encodeShardResult(decodeShardResult(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidResultError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
