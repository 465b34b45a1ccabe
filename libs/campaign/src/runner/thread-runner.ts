import { Worker } from 'node:worker_threads';
import type { LimitBand } from '@darkreach/statistics';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { PartialHistogram } from '../stages/simulate.js';
import type { FitJob, Runner, RunnerDevice, RunnerSettings } from './runner.js';
import type { ThreadAnswer, ThreadTask } from './thread-protocol.js';

/** One worker_thread per core, each with a device of its own; a free thread takes the next job. */
export class ThreadRunner implements Runner {
  readonly workers: number;
  private threads: Thread[] = [];

  constructor(private readonly settings: RunnerSettings) {
    this.workers = settings.workers;
  }

  async open(): Promise<RunnerDevice> {
    const { campaign, device } = this.settings;
    this.threads = Array.from({ length: this.workers }, () => new Thread({ campaign, device }));
    const identities = await Promise.all(this.threads.map((thread) => thread.ask({ kind: 'open' })));
    const [first, ...others] = identities.map((answer) => expectAnswer(answer, 'opened').device);
    const other = others.find((device) => device.digest !== first!.digest || device.backend !== first!.backend);
    if (other)
      throw new RunnerError(`workers disagree: ${first!.backend} ${first!.digest}, ${other.backend} ${other.digest}`);
    return first!;
  }

  async simulate(
    jobs: readonly ShardJob[],
    onResult: (partial: PartialHistogram) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.distribute(
      jobs.map((job) => ({ kind: 'simulate', job })),
      (answer) => onResult(expectAnswer(answer, 'simulated').partial),
      signal,
    );
  }

  async fit(
    jobs: readonly FitJob[],
    onResult: (id: string, band: LimitBand) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.distribute(
      jobs.map((job) => ({ kind: 'fit', job })),
      (answer) => {
        const { id, band } = expectAnswer(answer, 'fitted');
        onResult(id, band);
      },
      signal,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.stop()));
    this.threads = [];
  }

  private async distribute(
    tasks: readonly ThreadTask[],
    onAnswer: (answer: ThreadAnswer) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let next = 0;
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    // Nobody may be waiting any more when the signal comes.
    aborted.catch(() => undefined);
    const drain = async (thread: Thread): Promise<void> => {
      while (next < tasks.length) {
        signal.throwIfAborted();
        onAnswer(await Promise.race([thread.ask(tasks[next++]!), aborted]));
      }
    };
    await Promise.all(this.threads.map(drain));
  }
}

function expectAnswer<K extends ThreadAnswer['kind']>(
  answer: ThreadAnswer,
  kind: K,
): Extract<ThreadAnswer, { kind: K }> {
  if (answer.kind === 'failed') throw new RunnerError(answer.message);
  if (answer.kind !== kind) throw new RunnerError(`a worker answered ${answer.kind} instead of ${kind}`);
  return answer as Extract<ThreadAnswer, { kind: K }>;
}

/** A thread that answers one question at a time. */
class Thread {
  private readonly worker: Worker;
  private settle: { resolve: (answer: ThreadAnswer) => void; reject: (error: RunnerError) => void } | undefined;
  private failure: RunnerError | undefined;

  constructor(data: Pick<RunnerSettings, 'campaign' | 'device'>) {
    this.worker = new Worker(new URL('./thread-main.js', import.meta.url), { workerData: data });
    this.worker.on('message', (answer: ThreadAnswer) => this.settle?.resolve(answer));
    this.worker.on('error', (cause) => this.fail(new RunnerError('a worker thread died', { cause })));
    this.worker.on('exit', (code) => this.fail(new RunnerError(`a worker thread ended with code ${code}`)));
  }

  ask(task: ThreadTask): Promise<ThreadAnswer> {
    // A thread that died between two tasks would never answer.
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.worker.postMessage(task);
    });
  }

  private fail(failure: RunnerError): void {
    this.failure ??= failure;
    this.settle?.reject(this.failure);
  }

  async stop(): Promise<void> {
    this.settle = undefined;
    await this.worker.terminate();
  }
}
