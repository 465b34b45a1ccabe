import { openShardQueue, queueName, type QueueEngine, type ShardQueue } from '@darkreach/cluster';

/** The queues of all pools, each opened when it is first needed. */
export class Queues {
  private readonly open = new Map<string, Promise<ShardQueue>>();

  constructor(private readonly engine: QueueEngine) {}

  /** The queue of a pool; one that could not be opened is tried again at the next call. */
  of(backend: string): Promise<ShardQueue> {
    const known = this.open.get(backend);
    if (known) return known;
    const opening = openShardQueue(this.engine, queueName(backend));
    this.open.set(backend, opening);
    opening.catch(() => this.open.delete(backend));
    return opening;
  }

  async close(): Promise<void> {
    for (const opening of this.open.values()) {
      const queue = await opening.catch(() => undefined);
      await queue?.close();
    }
  }
}
