import { describe, expect, it } from '@jest/globals';
import type { FitJob, ShardJob } from '@darkreach/campaign';
import fc from 'fast-check';
import { InvalidTaskError } from '../errors.js';
import {
  decodeFitJob,
  decodeShardJob,
  decodeTask,
  encodeFitJob,
  encodeShardJob,
  encodeTask,
  fitTask,
  jobOfTask,
  shardIdOf,
  simulateTask,
} from './shard-task.js';

const word = fc.integer({ min: 0, max: 0xffffffff });
const doubles = fc.array(fc.double(), { maxLength: 6 });

const shardJobs: fc.Arbitrary<ShardJob> = fc
  .record({
    templateId: fc.string({ minLength: 1 }),
    shard: fc.nat(),
    firstEvent: fc.maxSafeNat(),
    events: fc.maxSafeNat().filter((events) => events > 0),
    key: fc.tuple(word, word),
  })
  .map((rest) => ({ kind: 'shard-job', id: `${rest.templateId}/${rest.shard}`, ...rest }));

const samples = fc.record({
  name: fc.string(),
  yields: doubles,
  statErrors: doubles,
  systematics: fc.array(
    fc.record({ name: fc.string(), relative: fc.oneof(fc.double(), fc.constant('free' as const)) }),
    { maxLength: 2 },
  ),
});

const fitJobs: fc.Arbitrary<FitJob> = fc.record({
  kind: fc.constant('fit-job' as const),
  id: fc.string({ minLength: 1 }),
  model: fc.record(
    {
      kind: fc.constant('template-model' as const),
      signal: samples,
      backgrounds: fc.array(samples, { maxLength: 3 }),
      observed: doubles,
      mcConstraint: fc.constantFrom('normal' as const, 'poisson' as const),
    },
    { requiredKeys: ['kind', 'signal', 'backgrounds'] },
  ),
  options: fc.record(
    {
      cl: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      method: fc.constantFrom('asymptotic' as const, 'toys' as const, 'auto' as const),
      toys: fc.record({ minimum: fc.nat(), maximum: fc.nat(), error: fc.double({ min: 1e-4, max: 1, noNaN: true }) }),
      key: fc.tuple(word, word),
      testStatistic: fc.constantFrom('q~' as const, 'q' as const),
      expectedOnly: fc.boolean(),
    },
    { requiredKeys: ['cl', 'method', 'toys', 'key'] },
  ),
});

const fitJob: FitJob = fc.sample(fitJobs, { seed: 1, numRuns: 1 })[0]!;

describe('tasks', () => {
  it('carry a shard of the simulation as it is', () => {
    fc.assert(
      fc.property(shardJobs, (job) => {
        expect(decodeShardJob(encodeShardJob(job))).toEqual(job);
        expect(jobOfTask(decodeTask(encodeTask(simulateTask(job))))).toEqual(job);
      }),
    );
  });

  it('carry a fit with every bit of its doubles: -0, NaN and infinities as well', () => {
    fc.assert(
      fc.property(fitJobs, (job) => {
        expect(decodeFitJob(encodeFitJob(job))).toEqual(job);
        expect(jobOfTask(decodeTask(encodeTask(fitTask(job))))).toEqual(job);
      }),
      { numRuns: 300 },
    );
  });

  it('have the same bytes for the same fit, however its fields are ordered', () => {
    const { kind, id, model, options } = fitJob;
    expect(encodeFitJob({ options, model, id, kind })).toEqual(encodeFitJob(fitJob));
  });

  it('have ids by stage', () => {
    expect(shardIdOf(fitJob)).toBe(`fit/${fitJob.id}`);
    expect(shardIdOf(fc.sample(shardJobs, { seed: 1, numRuns: 1 })[0]!)).toMatch(/^simulate\/.*\/\d+$/);
  });

  it.each([
    ['no template', { templateId: '' }],
    ['no events', { events: 0 }],
    ['half an event', { events: 1.5 }],
    ['a count that no double holds', { firstEvent: 2 ** 53 }],
    ['a negative shard', { shard: -1 }],
  ])('refuse a shard with %s', (_, change) => {
    const task = { templateId: 't', shard: 0, firstEvent: 0, events: 1, keyHigh: 1, keyLow: 2, ...change };
    expect(() => decodeShardJob(task)).toThrow(InvalidTaskError);
    const job: ShardJob = { kind: 'shard-job', id: 'x', key: [1, 2], ...task };
    expect(() => encodeShardJob(job)).toThrow(InvalidTaskError);
  });

  it('refuse a fit that is no fit, and say where it is wrong', () => {
    const send = (json: string): FitJob => decodeFitJob({ fitId: fitJob.id, jobJson: Buffer.from(json) });
    expect(() => send('{')).toThrow('no JSON');
    expect(() => send('{}')).toThrow(InvalidTaskError);
    const { model } = fitJob;
    const wrong = { ...fitJob, model: { ...model, signal: { ...model.signal, yields: ['1'] } } };
    expect(() => send(JSON.stringify(wrong))).toThrow('wrong at model.signal.yields.0: is no number');
    expect(() => decodeFitJob({ ...encodeFitJob(fitJob), fitId: 'another' })).toThrow('the task of fit another');
  });

  it('refuse a lease without a task, and bytes that are none', () => {
    expect(() => jobOfTask(undefined)).toThrow(InvalidTaskError);
    expect(() => decodeTask(Buffer.alloc(0))).toThrow(InvalidTaskError);
    expect(() => decodeTask(Buffer.from('no task'))).toThrow(InvalidTaskError);
  });
});
