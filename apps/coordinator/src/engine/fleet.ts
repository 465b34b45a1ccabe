import { Batcher, LedgerUnavailableError, type Ledger, type WorkerRow, type WorkerStatus } from '@darkreach/cluster';
import type { RegisterWorkerRequest } from '@darkreach/cluster';
import { FailedPreconditionError, NotFoundError } from '../errors.js';
import { RateMeter } from './rate-meter.js';

/** A worker as the coordinator knows it from its heartbeats; the ledger has what must outlive the coordinator. */
export interface LiveWorker {
  readonly id: string;
  readonly displayName: string;
  readonly version: string;
  readonly backend: string;
  readonly adapter: string;
  readonly digest: string;
  readonly threads: number;
  status: WorkerStatus;
  /** Milliseconds of the monotonic clock. */
  seenAt: number;
  readonly events: RateMeter;
  readonly toys: RateMeter;
}

export interface FleetOptions {
  /** A worker that is silent for longer is lost. */
  readonly leaseSeconds: number;
  readonly version: string;
  /** Known answers that every worker has to give. */
  readonly knownAnswers: string;
  readonly now?: () => number;
}

/** A class of device: the workers of one pool give the same bits. */
export interface Pool {
  readonly backend: string;
  readonly adapter: string;
  readonly digest: string;
}

/** The workers. */
export class Fleet {
  private readonly workers = new Map<string, LiveWorker>();
  private readonly listeners = new Set<(worker: LiveWorker) => void>();
  private readonly beats: Batcher<{ id: string; events: number; toys: number }, WorkerStatus | undefined>;
  private readonly now: () => number;

  constructor(
    private readonly ledger: Ledger,
    private readonly options: FleetOptions,
  ) {
    this.now = options.now ?? (() => performance.now());
    this.beats = new Batcher(async (beats) => {
      const known = await ledger.workers.touch(beats);
      return beats.map(({ id }) => known.get(id));
    });
  }

  /** Workers that the ledger knows count as seen now: the coordinator was not there to hear them. */
  async load(): Promise<void> {
    for (const row of await this.ledger.workers.list()) {
      if (row.silentSeconds < 10 * this.options.leaseSeconds) this.workers.set(row.id, this.live(row));
    }
  }

  /** Called with every worker that registers. */
  onRegister(listener: (worker: LiveWorker) => void): void {
    this.listeners.add(listener);
  }

  /**
   * @throws FailedPreconditionError for another version, other known answers, or a worker whose results are not trusted
   */
  async register({ workerId, displayName, version, device, threads }: RegisterWorkerRequest): Promise<LiveWorker> {
    const { backend = '', adapter = '', digest = '' } = device ?? {};
    if (version !== this.options.version) {
      const message = `worker runs version ${version}; allowed is ${this.options.version}, as the coordinator`;
      throw new FailedPreconditionError('VERSION_MISMATCH', message);
    }
    if (digest !== this.options.knownAnswers) {
      const message = `known answers of its kernels are ${digest}; allowed are ${this.options.knownAnswers}`;
      throw new FailedPreconditionError('WRONG_KNOWN_ANSWERS', message);
    }
    const row = await this.ledger.workers.upsert({
      id: workerId,
      displayName,
      version,
      backend,
      adapter,
      digest,
      threads,
    });
    if (row.status === 'quarantined') throw excluded(workerId);
    const worker = this.live(row);
    this.workers.set(workerId, worker);
    this.listeners.forEach((listener) => listener(worker));
    return worker;
  }

  /** @throws NotFoundError for a worker that has to register first */
  get(id: string): LiveWorker {
    const worker = this.workers.get(id);
    if (!worker) throw new NotFoundError('WORKER_NOT_FOUND', `worker ${id} is not registered; register again`);
    return worker;
  }

  /** Counts a heartbeat. The ledger hears of it when it can: a worker is not lost because Postgres restarts. */
  async beat(id: string, events: number, toys: number): Promise<LiveWorker> {
    const worker = this.get(id);
    worker.seenAt = this.now();
    worker.events.add(events);
    worker.toys.add(toys);
    try {
      const status = await this.beats.ask({ id, events, toys });
      if (status === undefined) this.workers.delete(id);
      else worker.status = status;
    } catch (error) {
      if (!(error instanceof LedgerUnavailableError)) throw error;
    }
    return worker;
  }

  async setStatus(id: string, status: WorkerStatus): Promise<void> {
    await this.ledger.workers.setStatus(id, status);
    const worker = this.workers.get(id);
    if (worker && worker.status !== 'quarantined') worker.status = status;
  }

  /** Workers that take shards, of one class of device or of all. */
  active(backend?: string): readonly LiveWorker[] {
    return [...this.workers.values()].filter(
      (worker) =>
        worker.status === 'active' && !this.isLost(worker) && (backend === undefined || worker.backend === backend),
    );
  }

  all(): readonly LiveWorker[] {
    return [...this.workers.values()];
  }

  isLost(worker: LiveWorker): boolean {
    return this.now() - worker.seenAt > 1000 * this.options.leaseSeconds;
  }

  /** Forgets workers that nobody has heard of for long. */
  prune(): void {
    const silent = 1000 * 60 * 60;
    for (const [id, worker] of this.workers) if (this.now() - worker.seenAt > silent) this.workers.delete(id);
  }

  /** The class of device that is asked for, or the fastest that is there; undefined while none is. */
  poolFor(device: string): Pool | undefined {
    const order = device === '' ? ['webgpu', 'webasm', 'cpu'] : [device];
    for (const backend of order) {
      const [worker] = this.active(backend);
      if (worker) return { backend, adapter: worker.adapter, digest: worker.digest };
    }
    return undefined;
  }

  private live(row: WorkerRow): LiveWorker {
    const { id, displayName, version, backend, adapter, digest, threads, status } = row;
    return {
      id,
      displayName,
      version,
      backend,
      adapter,
      digest,
      threads,
      status,
      seenAt: this.now(),
      events: new RateMeter(),
      toys: new RateMeter(),
    };
  }
}

function excluded(id: string): FailedPreconditionError {
  return new FailedPreconditionError('WORKER_QUARANTINED', `worker ${id} has found wrong results; start it anew`);
}
