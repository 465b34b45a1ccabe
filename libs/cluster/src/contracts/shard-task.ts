import type { FitJob, ShardJob } from '@darkreach/campaign';
import { z } from 'zod';
import { InvalidTaskError } from '../errors.js';
import { exactJson, parseExactJson } from './exact-json.js';
import { Lease, type FitTask, type SimulateTask } from './generated/darkreach/v1/worker.js';

/** @throws InvalidTaskError for a job that no worker could do */
export function encodeShardJob(job: ShardJob): SimulateTask {
  const { templateId, shard, firstEvent, events, key } = checkShardJob(job);
  return { templateId, shard, firstEvent, events, keyHigh: key[0], keyLow: key[1] };
}

/** @throws InvalidTaskError for a task that cannot be */
export function decodeShardJob(task: SimulateTask): ShardJob {
  const { templateId, shard, firstEvent, events, keyHigh, keyLow } = task;
  return checkShardJob({
    kind: 'shard-job',
    id: `${templateId}/${shard}`,
    templateId,
    shard,
    firstEvent,
    events,
    key: [keyHigh, keyLow],
  });
}

/** @throws InvalidTaskError for a job that no worker could do */
export function encodeFitJob(job: FitJob): FitTask {
  return { fitId: job.id, jobJson: Buffer.from(exactJson(checkFitJob(job))) };
}

/** Every double of the job has the bits that it had. @throws InvalidTaskError for a task that cannot be */
export function decodeFitJob({ fitId, jobJson }: FitTask): FitJob {
  const job = checkFitJob(parse(jobJson));
  if (job.id !== fitId) throw new InvalidTaskError(`the task of fit ${fitId} holds fit ${job.id}`);
  return job;
}

/** What is to be done under a lease. */
export type Task = NonNullable<Lease['task']>;

/** @throws InvalidTaskError for a job that no worker could do */
export function simulateTask(job: ShardJob): Task {
  return { $case: 'simulate', value: encodeShardJob(job) };
}

/** @throws InvalidTaskError for a job that no worker could do */
export function fitTask(job: FitJob): Task {
  return { $case: 'fit', value: encodeFitJob(job) };
}

/** The job of a task. @throws InvalidTaskError where there is none, or one that cannot be */
export function jobOfTask(task: Task | undefined): ShardJob | FitJob {
  switch (task?.$case) {
    case undefined:
      throw new InvalidTaskError('the lease has no task that is known here');
    case 'simulate':
      return decodeShardJob(task.value);
    case 'fit':
      return decodeFitJob(task.value);
  }
}

/** A task as the ledger keeps it. */
export function encodeTask(task: Task): Buffer {
  return Buffer.from(Lease.encode({ token: undefined, address: '', estimatedSeconds: 0, task }).finish());
}

/** @throws InvalidTaskError for bytes that hold no task */
export function decodeTask(bytes: Uint8Array): Task {
  const { task } = parseLease(bytes);
  if (task === undefined) throw new InvalidTaskError(`${bytes.length} bytes hold no task that is known here`);
  return task;
}

function parseLease(bytes: Uint8Array): Lease {
  try {
    return Lease.decode(bytes);
  } catch (cause) {
    throw new InvalidTaskError(`${bytes.length} bytes are no task`, { cause });
  }
}

/** Id in the ledger, in the queue and on the wire. */
export function shardIdOf(job: ShardJob | FitJob): string {
  return job.kind === 'shard-job' ? `simulate/${job.id}` : `fit/${job.id}`;
}

const count = z.int().min(0);
const word = z.int().min(0).max(0xffffffff);
/** NaN and infinities are for the statistics to judge. */
const double = z.custom<number>((value) => typeof value === 'number', 'is no number');
const doubles = z.array(double);

const shardJobSchema = z.strictObject({
  kind: z.literal('shard-job'),
  id: z.string(),
  templateId: z.string().min(1),
  shard: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  firstEvent: count,
  events: z.int().min(1),
  key: z.tuple([word, word]),
});

const sampleSchema = z.strictObject({
  name: z.string(),
  yields: doubles,
  statErrors: doubles,
  systematics: z.array(z.strictObject({ name: z.string(), relative: z.union([z.literal('free'), double]) })),
});

const fitJobSchema = z.strictObject({
  kind: z.literal('fit-job'),
  id: z.string().min(1),
  model: z.strictObject({
    kind: z.literal('template-model'),
    signal: sampleSchema,
    backgrounds: z.array(sampleSchema),
    observed: z.exactOptional(doubles),
    mcConstraint: z.exactOptional(z.enum(['normal', 'poisson'])),
  }),
  options: z.strictObject({
    cl: z.number(),
    method: z.enum(['asymptotic', 'toys', 'auto']),
    toys: z.strictObject({ minimum: count, maximum: count, error: z.number() }),
    key: z.tuple([word, word]),
    testStatistic: z.exactOptional(z.enum(['q~', 'q'])),
    expectedOnly: z.exactOptional(z.boolean()),
  }),
});

function checkShardJob(job: ShardJob): ShardJob {
  const { id, templateId, shard } = check(shardJobSchema, job, 'shard');
  if (id !== `${templateId}/${shard}`) {
    throw new InvalidTaskError(`shard ${id} is not shard ${shard} of template ${templateId}`);
  }
  return job;
}

function checkFitJob(job: unknown): FitJob {
  return check(fitJobSchema, job, 'fit');
}

function check<T>(schema: z.ZodType<T>, job: unknown, what: string): T {
  const { data, error } = schema.safeParse(job);
  if (error === undefined) return data;
  const [issue] = error.issues;
  throw new InvalidTaskError(`a task to ${what} is wrong at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, {
    cause: error,
  });
}

function parse(json: Uint8Array): unknown {
  try {
    return parseExactJson(Buffer.from(json).toString('utf8'));
  } catch (cause) {
    throw new InvalidTaskError(`a task to fit of ${json.length} bytes is no JSON`, { cause });
  }
}
