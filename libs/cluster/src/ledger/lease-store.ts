import type { Kysely } from 'kysely';
import { acquireLeases } from './acquire-leases.js';
import { failAttempts } from './fail-attempts.js';
import type {
  AcquireAnswer,
  AcquireRequest,
  ExpiredLease,
  FailAnswer,
  FailRequest,
  RenewAnswer,
  RenewRequest,
  ReportAnswer,
  ReportRequest,
  ShardChange,
  UnconfirmedShard,
} from './lease-request.js';
import type { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import { reconcileShards } from './reconcile-shards.js';
import { renewLeases } from './renew-leases.js';
import { reportResults } from './report-results.js';
import { expiredKeys, leasedKeys, quarantinedKeys, touchedKeys, unconfirmedShards } from './shard-selection.js';
import type { ShardKey } from './shard-row.js';
import { distrustResults } from './result-rows.js';

/** Every way in which a shard changes. Each call is one transaction; requests are answered in their order. */
export class LeaseStore {
  constructor(private readonly connection: LedgerConnection) {}

  async acquire(requests: readonly AcquireRequest[]): Promise<readonly AcquireAnswer[]> {
    return acquireLeases(this.connection, requests);
  }

  async renew(requests: readonly RenewRequest[]): Promise<readonly RenewAnswer[]> {
    return renewLeases(this.connection, requests);
  }

  /** Durable when it returns. */
  async report(requests: readonly ReportRequest[]): Promise<readonly ReportAnswer[]> {
    return reportResults(this.connection, requests);
  }

  async fail(requests: readonly FailRequest[]): Promise<readonly FailAnswer[]> {
    return failAttempts(this.connection, requests);
  }

  /** Takes back at most so many shards whose lease has run out. */
  async expire(limit: number): Promise<readonly ExpiredLease[]> {
    return this.connection.transact(async ({ db, now }) => {
      const expired = await reconcileShards(db, await expiredKeys(db, limit), { kind: 'expire', now });
      return expired.map(({ shard, change }) => ({ ...change, worker: shard.stored.lease?.worker ?? '' }));
    });
  }

  /** Gives every lease another term: while no coordinator was there nobody could renew. Returns how many. */
  async extendAll(leaseMs: number): Promise<number> {
    return this.connection.transact(async ({ db, now }) => {
      const extended = await reconcileShards(db, await leasedKeys(db), { kind: 'extend', now, leaseMs });
      return extended.length;
    });
  }

  /** Shards of running campaigns with a result that has waited so long for another worker. */
  async awaitingConfirmation(olderThanSeconds: number, limit: number): Promise<readonly UnconfirmedShard[]> {
    return this.connection.ask((db) => unconfirmedShards(db, olderThanSeconds, limit));
  }

  /** Does without the second result: merges the one that is there, or gives up what is disputed. */
  async waive(keys: readonly ShardKey[]): Promise<readonly ShardChange[]> {
    return this.connection.transact(({ db }) => changes(db, keys, { kind: 'waive' }));
  }

  /**
   * Quarantines a worker, forgets its results, and opens the shards of campaigns that have not ended which rest on them.
   * May be repeated.
   */
  async invalidate(worker: string): Promise<readonly ShardChange[]> {
    return this.connection.transact(async ({ db }) => {
      // First the worker: whoever is reporting for it has locked its row, and is waited for.
      await db.updateTable('workers').set({ status: 'quarantined' }).where('id', '=', worker).execute();
      const opened = await changes(db, await touchedKeys(db, worker), { kind: 'invalidate', worker });
      await distrustResults(db, worker);
      return opened;
    });
  }

  /** Puts the shards that were given up back. Returns how many. */
  async retryQuarantined(campaignId: string): Promise<number> {
    return this.connection.transact(async ({ db }) => {
      const retried = await changes(db, await quarantinedKeys(db, campaignId), { kind: 'retry' });
      return retried.length;
    });
  }
}

async function changes(
  db: Kysely<LedgerDatabase>,
  keys: readonly ShardKey[],
  command: Parameters<typeof reconcileShards>[2],
): Promise<readonly ShardChange[]> {
  const reconciled = await reconcileShards(db, keys, command);
  return reconciled.map(({ change }) => change).filter(({ before, after }) => before !== after);
}
