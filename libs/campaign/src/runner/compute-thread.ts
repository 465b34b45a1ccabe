import { Worker } from 'node:worker_threads';
import type { DevicePreference } from '@darkreach/kernels';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { RunnerDevice } from './runner.js';
import type { ThreadAnswer, ThreadTask } from './thread-protocol.js';

/** Campaigns that a thread keeps: the books of the last few, so that memory is bounded. */
const KEPT_CAMPAIGNS = 4;

/** What the program of a thread is given as `workerData`. */
export interface ThreadData {
  readonly device: DevicePreference;
}

/** A campaign with the digest under which threads know it. */
export interface KnownCampaign {
  readonly digest: string;
  readonly campaign: ResolvedCampaign;
}

/** A worker_thread with a device of its own that answers one question at a time. */
export class ComputeThread {
  /** The device of the thread, when it is open. */
  readonly opened: Promise<RunnerDevice>;
  private readonly worker: Worker;
  private readonly known = new Set<string>();
  private settle: { resolve: (answer: ThreadAnswer) => void; reject: (error: RunnerError) => void } | undefined;
  private failure: RunnerError | undefined;

  constructor(program: URL, data: ThreadData) {
    this.worker = new Worker(program, { workerData: data });
    this.worker.on('message', (answer: ThreadAnswer) => this.settle?.resolve(answer));
    this.worker.on('error', (cause) => this.fail(new RunnerError('a worker thread died', { cause })));
    this.worker.on('exit', (code) => this.fail(new RunnerError(`a worker thread ended with code ${code}`)));
    this.opened = this.ask({ kind: 'open' }, 'opened').then(({ device }) => device);
    // Whoever uses the thread waits for it; nobody may be there when it is stopped early.
    this.opened.catch(() => undefined);
  }

  get alive(): boolean {
    return this.failure === undefined;
  }

  /** A task for this thread, with the campaign where it does not know it. */
  simulateTask({ digest, campaign }: KnownCampaign, job: ShardJob): ThreadTask {
    if (this.known.delete(digest)) {
      this.known.add(digest);
      return { kind: 'simulate', digest, job };
    }
    this.known.add(digest);
    const [oldest] = this.known;
    if (this.known.size <= KEPT_CAMPAIGNS || oldest === undefined) return { kind: 'simulate', digest, campaign, job };
    this.known.delete(oldest);
    return { kind: 'simulate', digest, campaign, job, forget: oldest };
  }

  /** @throws RunnerError when the task fails or the thread dies */
  async ask<K extends ThreadAnswer['kind']>(task: ThreadTask, kind: K): Promise<Extract<ThreadAnswer, { kind: K }>> {
    // A thread that died between two tasks would never answer.
    if (this.failure) throw this.failure;
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      this.settle = { resolve, reject };
      this.worker.postMessage(task);
    });
    if (answer.kind === 'failed') throw new RunnerError(answer.message);
    if (answer.kind !== kind) throw new RunnerError(`a worker answered ${answer.kind} instead of ${kind}`);
    return answer as Extract<ThreadAnswer, { kind: K }>;
  }

  /** Ends the thread, whatever it does; a task that it has is rejected at once. */
  async stop(): Promise<void> {
    this.fail(new RunnerError('a worker thread was stopped'));
    await this.worker.terminate();
  }

  private fail(failure: RunnerError): void {
    this.failure ??= failure;
    this.settle?.reject(this.failure);
  }
}
