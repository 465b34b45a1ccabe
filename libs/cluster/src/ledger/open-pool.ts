import type { Socket } from 'node:net';
import pg from 'pg';

type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

const INT8 = pg.types.builtins.INT8;
const CONNECT_MS = 5_000;

/** A transaction that says nothing for so long gives its locks back: its process is frozen. */
const IDLE_TRANSACTION_MS = 30_000;

/** A connection that is silent for so long is dead, and nobody has told us. */
const SILENCE_MS = 60_000;

/** Settings of a pool of connections. */
export interface PoolSettings {
  readonly poolSize: number;
  readonly schema: string;
}

/** Connections of our own, with 64-bit integers as numbers: nothing here is counted beyond 2^53. */
export function openPool(url: string, { poolSize, schema }: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'darkreach-ledger',
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
    options: `-c search_path=${schema} -c client_min_messages=warning`,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // A connection that dies is found by whoever uses it next: without listeners it would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
    stream.setTimeout(SILENCE_MS, () => stream.destroy());
  });
  return pool;
}

function typeParser(oid: TypeId, format?: 'text' | 'binary'): unknown {
  return oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format);
}

function ignore(): void {
  // The query that meets the dead connection rejects.
}
