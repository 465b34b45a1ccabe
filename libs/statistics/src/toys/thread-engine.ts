import type { DevicePreference } from '@darkreach/kernels';
import { Worker } from 'node:worker_threads';
import { ToyThreadError } from '../errors.js';
import type { Model } from '../model/model.js';
import type { ToyBatch, ToyEngine, ToyRequest } from './engine.js';
import { toysOfACall } from './kernel-engine.js';
import { joinBatches, splitRequest, type ToyPart } from './split-request.js';
import type { ToyAnswer, ToyTask, ToyThreadData } from './thread-messages.js';

export interface ThreadToyOptions {
  readonly workers: number;
  /** Where each thread runs its kernels; models without a kernel run in double precision in the same threads. */
  readonly device: DevicePreference;
}

/** Parts of a request for each thread where toys are fitted one by one: the slowest part must not be waited for. */
const PARTS_OF_A_THREAD = 4;

/**
 * Toys on worker_threads, each with a device of its own. A request is split among them; the toys, and every bit of their
 * fits, are those of one thread, in their order. Close it, or the threads keep the process alive.
 * @throws ToyThreadError when a thread cannot be started or dies
 * @example
 * const engine = await threadToyEngine({ workers: 4, device: 'auto' });
 */
export async function threadToyEngine({ workers, device }: ThreadToyOptions): Promise<ToyEngine> {
  const threads = Array.from({ length: workers }, () => new ToyThread({ device }));
  const close = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.stop()));
  };
  try {
    const opened = await Promise.all(threads.map((thread) => thread.ask({ kind: 'open' })));
    const tieTolerance = Math.max(...opened.map((answer) => expectAnswer(answer, 'opened').tieTolerance));
    return { kind: 'kernel', tieTolerance, close, generate: (request) => distribute(threads, request) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function distribute(threads: readonly ToyThread[], request: ToyRequest): Promise<ToyBatch> {
  const call = toysOfACall(request);
  const parts = splitRequest(request, threads.length * (call > 1 ? 1 : PARTS_OF_A_THREAD), call);
  const batches: ToyBatch[] = [];
  let next = 0;
  const work = async (thread: ToyThread): Promise<void> => {
    for (let i = next++; i < parts.length; i = next++) batches[i] = await thread.generate(request, parts[i]!);
  };
  await Promise.all(threads.map(work));
  return joinBatches(batches, request);
}

function expectAnswer<Kind extends ToyAnswer['kind']>(
  answer: ToyAnswer,
  kind: Kind,
): Extract<ToyAnswer, { kind: Kind }> {
  if (answer.kind === 'failed') throw new ToyThreadError(answer.message);
  if (answer.kind !== kind) throw new ToyThreadError(`a thread answered ${answer.kind} instead of ${kind}`);
  return answer as Extract<ToyAnswer, { kind: Kind }>;
}

/** Numbers of models, the same for all threads. */
const numbers = new WeakMap<Model, number>();
let models = 0;

function numberOf(model: Model): number {
  const known = numbers.get(model) ?? models++;
  numbers.set(model, known);
  return known;
}

/** A thread that answers one question after the other. */
class ToyThread {
  private readonly worker: Worker;
  /** Those who wait for an answer, first come first served. */
  private readonly waiting: { resolve: (answer: ToyAnswer) => void; reject: (error: ToyThreadError) => void }[] = [];
  private failure: ToyThreadError | undefined;
  /** Number of the model that the thread has. */
  private model = -1;

  constructor(data: ToyThreadData) {
    this.worker = new Worker(new URL('./thread-main.js', import.meta.url), { workerData: data });
    this.worker.on('message', (answer: ToyAnswer) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (cause) => this.fail(new ToyThreadError('a thread of toys died', { cause })));
    this.worker.on('exit', (code) => this.fail(new ToyThreadError(`a thread of toys ended with code ${code}`)));
  }

  async generate({ model, ...request }: ToyRequest, part: ToyPart): Promise<ToyBatch> {
    const id = numberOf(model);
    const sent = this.model === id ? undefined : this.ask({ kind: 'model', id, model });
    this.model = id;
    const asked = this.ask({ kind: 'toys', model: id, request: { ...request, ...part } });
    const [answer] = await Promise.all([asked, sent]);
    return expectAnswer(answer, 'toys').batch;
  }

  ask(task: ToyTask): Promise<ToyAnswer> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(task);
    });
  }

  async stop(): Promise<void> {
    this.fail(new ToyThreadError('the engine of toys was closed'));
    await this.worker.terminate();
  }

  private fail(failure: ToyThreadError): void {
    this.failure ??= failure;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
