import type { DevicePreference } from '@darkreach/kernels';
import type { LimitBand } from '@darkreach/statistics';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { PartialHistogram } from '../stages/simulate.js';
import { ComputeThread, type KnownCampaign } from './compute-thread.js';
import type { FitJob, RunnerDevice } from './runner.js';
import type { ThreadAnswer, ThreadTask } from './thread-protocol.js';

export interface ComputeThreadsSettings {
  readonly count: number;
  readonly device: DevicePreference;
  /** Program of the threads, which calls `serveThread`; the one of this library unless given. */
  readonly program?: URL;
}

export interface ComputeTaskOptions {
  /** Ends the task: one that waits is forgotten, one that runs loses its thread. */
  readonly signal?: AbortSignal;
  /** Called when a thread begins with the task. */
  readonly onStart?: () => void;
}

/**
 * A pool of worker_threads, each with a device of its own. A task waits for a free thread. A thread that died or was
 * stopped is replaced by a fresh one when the next task needs it.
 */
export class ComputeThreads {
  private readonly threads = new Set<ComputeThread>();
  private idle: ComputeThread[] = [];
  private waiting: (() => void)[] = [];
  private free = 0;
  private device: RunnerDevice | undefined;
  private closed = false;

  constructor(private readonly settings: ComputeThreadsSettings) {}

  get count(): number {
    return this.settings.count;
  }

  /**
   * Starts every thread.
   * @throws RunnerError when one of them does not open its device, or they disagree about its known answers
   */
  async open(): Promise<RunnerDevice> {
    this.idle = Array.from({ length: this.count }, () => this.start());
    const [first, ...others] = await Promise.all(this.idle.map(({ opened }) => opened));
    others.forEach((other) => expectSameClass(first!, other));
    this.device = first!;
    this.free = this.count;
    return first!;
  }

  /**
   * Simulates a shard on the next free thread.
   * @throws RunnerError when it fails or its thread dies; the reason of `signal` when that is aborted
   */
  async simulate(campaign: KnownCampaign, job: ShardJob, options: ComputeTaskOptions = {}): Promise<PartialHistogram> {
    const makeTask = (thread: ComputeThread): ThreadTask => thread.simulateTask(campaign, job);
    return (await this.run(makeTask, 'simulated', options)).partial;
  }

  /** Computes a limit on the next free thread; throws as `simulate` does. */
  async fit(job: FitJob, options: ComputeTaskOptions = {}): Promise<LimitBand> {
    return (await this.run(() => ({ kind: 'fit', job }), 'fitted', options)).band;
  }

  /** Stops every thread; tasks that wait or run are rejected with a RunnerError. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.splice(0).forEach((wake) => wake());
    await Promise.all([...this.threads].map((thread) => thread.stop()));
    this.threads.clear();
    this.idle = [];
  }

  private start(): ComputeThread {
    const { device, program = new URL('./thread-main.js', import.meta.url) } = this.settings;
    const thread = new ComputeThread(program, { device });
    this.threads.add(thread);
    return thread;
  }

  private async run<K extends ThreadAnswer['kind']>(
    makeTask: (thread: ComputeThread) => ThreadTask,
    kind: K,
    { signal, onStart }: ComputeTaskOptions,
  ): Promise<Extract<ThreadAnswer, { kind: K }>> {
    await this.turn(signal);
    // What was closed in between may start no thread.
    if (this.closed) throw new RunnerError('the threads are closed');
    const thread = this.takeThread();
    const stop = (): void => void thread.stop();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      expectSameClass(this.device!, await thread.opened);
      onStart?.();
      return await thread.ask(makeTask(thread), kind);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.giveBack(thread);
    }
  }

  /** Waits until one of the threads is free. */
  private async turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.free > 0) this.free -= 1;
    else if (!this.closed) await this.wait(signal);
  }

  private wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.waiting = this.waiting.filter((other) => other !== wake);
        reject(signal!.reason as Error);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.waiting.push(wake);
    });
  }

  private takeThread(): ComputeThread {
    for (;;) {
      const thread = this.idle.pop();
      if (thread === undefined) return this.start();
      if (thread.alive) return thread;
      this.threads.delete(thread);
    }
  }

  private giveBack(thread: ComputeThread): void {
    if (thread.alive) this.idle.push(thread);
    else this.threads.delete(thread);
    // The turn goes from hand to hand, so that who waits longest comes next.
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

function expectSameClass(first: RunnerDevice, other: RunnerDevice): void {
  if (other.digest === first.digest && other.backend === first.backend) return;
  throw new RunnerError(`workers disagree: ${first.backend} ${first.digest}, ${other.backend} ${other.digest}`);
}
