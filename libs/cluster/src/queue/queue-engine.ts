import type {
  ConnectionOptions,
  PostgresConnectionOptions,
  Processor,
  Queue,
  QueueOptions,
  Worker,
  WorkerOptions,
} from 'bullmq';

// BullMQ takes longer to load than most commands to run, and most use no queue: it is loaded by whoever opens one.

/** Where jobs wait: Redis, or tables of their own in a Postgres. */
export type QueueEngine = { readonly redisUrl: string } | { readonly postgresUrl: string };

/** Names a shard and nothing else: what is to be done is in the ledger. */
export interface ShardReference {
  readonly campaignId: string;
  readonly shardId: string;
}

/** A job: it names shards of a campaign that a worker takes together, as many as are worth the way through the queue. */
export interface QueuedShards {
  readonly campaignId: string;
  readonly shardIds: readonly string[];
}

/** Name of the queue of a pool: all workers with the same backend. */
export function queueName(pool: string): string {
  return `darkreach-${pool}`;
}

/** Schema of the queue's tables, apart from those of the ledger. */
const SCHEMA = 'darkreach_queue';
/** Reconnect after at most this long, ms. */
const RECONNECT_WITHIN = 2000;
/** Longer than the longest blocking command, ms; a connection that is half open is found out after it. */
const SILENT_FOR = 20_000;

/** Makes or updates the tables of the queue; to be awaited before anything uses it. Redis needs nothing. */
export async function prepareQueueEngine(engine: QueueEngine): Promise<void> {
  if ('redisUrl' in engine) return;
  const [{ runMigrations }, { default: pg }] = await Promise.all([import('bullmq'), import('pg')]);
  const client = new pg.Client({ connectionString: engine.postgresUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A queue to put jobs into. It fails at once while Redis is away. */
export async function makeQueue(
  engine: QueueEngine,
  name: string,
  options: Omit<QueueOptions, 'connection'>,
): Promise<Queue> {
  const { createPostgresBackend, Queue } = await import('bullmq');
  if ('redisUrl' in engine) return new Queue(name, { ...options, connection: redisConnection(engine.redisUrl, false) });
  const connection = postgresConnection(engine.postgresUrl, 2);
  return new Queue(name, { ...options, connection }, createPostgresBackend) as unknown as Queue;
}

/** A worker that takes jobs; it waits while the engine is away. */
export async function makeWorker(
  engine: QueueEngine,
  name: string,
  processor: Processor<QueuedShards>,
  options: Omit<WorkerOptions, 'connection'>,
): Promise<Worker<QueuedShards>> {
  const { createPostgresBackend, Worker } = await import('bullmq');
  if ('redisUrl' in engine) {
    return new Worker(name, processor, { ...options, connection: redisConnection(engine.redisUrl, true) });
  }
  const connection = postgresConnection(engine.postgresUrl, 4);
  return new Worker(
    name,
    processor,
    { ...options, connection },
    createPostgresBackend,
  ) as unknown as Worker<QueuedShards>;
}

function redisConnection(url: string, patient: boolean): ConnectionOptions {
  return {
    url,
    maxRetriesPerRequest: null,
    enableOfflineQueue: patient,
    connectTimeout: 5000,
    keepAlive: 10_000,
    socketTimeout: SILENT_FOR,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), RECONNECT_WITHIN),
  };
}

function postgresConnection(connectionString: string, max: number): PostgresConnectionOptions {
  return {
    connectionString,
    schema: SCHEMA,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    query_timeout: 15_000,
  };
}
