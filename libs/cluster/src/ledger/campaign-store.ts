import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { CampaignExistsError } from '../errors.js';
import { campaignId } from './campaign-id.js';
import {
  ENDED_STATUSES,
  LIVE_STATUSES,
  type CampaignDocument,
  type CampaignPatch,
  type CampaignRow,
  type CampaignStatus,
  type NewCampaign,
} from './campaign-row.js';
import type { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import { lockForDeletion, lockForCreation } from './ledger-locks.js';
import { isUniqueViolation } from './postgres-fault.js';
import { storedText } from './stored-text.js';

const COLUMNS = [
  'id',
  'serial',
  'tenant',
  'request_id',
  'content_digest',
  'name',
  'file_name',
  'digest',
  'device_request',
  'device_class',
  'status',
  'stage',
  'message',
  'plan',
  'created_at',
  'updated_at',
  'ended_at',
] as const;

const MESSAGE_LENGTH = 10_000;

type Db = Kysely<LedgerDatabase>;
type Stored = Pick<Selectable<LedgerDatabase['campaigns']>, (typeof COLUMNS)[number]>;

export interface CampaignPage {
  /** Only campaigns of this tenant; all where it is left out. */
  readonly tenant?: string;
  readonly pageSize: number;
  /** Serial of the last one of the page before. */
  readonly after?: number;
}

/** Campaigns. */
export class CampaignStore {
  constructor(private readonly connection: LedgerConnection) {}

  /** The campaign of this request, or one of the same content that is alive or has succeeded, or else a new one. */
  async create(row: NewCampaign): Promise<{ readonly campaign: CampaignRow; readonly created: boolean }> {
    return this.connection.transact(async ({ db }) => {
      await lockForCreation(db);
      const same = await findSame(db, row);
      if (same !== undefined) return { campaign: campaignOf(same), created: false };
      return { campaign: campaignOf(await insert(db, row)), created: true };
    });
  }

  async get(id: string): Promise<CampaignRow | undefined> {
    const row = await this.connection.ask((db) => select(db).where('id', '=', id).executeTakeFirst());
    return row && campaignOf(row);
  }

  /** What the campaign was made of. */
  async document(id: string): Promise<CampaignDocument | undefined> {
    return this.connection.ask((db) =>
      db
        .selectFrom('campaigns')
        .select(['file_name as fileName', 'yaml', 'resolved'])
        .where('id', '=', id)
        .executeTakeFirst(),
    );
  }

  /** Newest first. */
  async list({ tenant, pageSize, after }: CampaignPage): Promise<readonly CampaignRow[]> {
    const rows = await this.connection.ask((db) => {
      let query = select(db).orderBy('serial', 'desc').limit(pageSize);
      if (tenant !== undefined) query = query.where('tenant', '=', tenant);
      if (after !== undefined) query = query.where('serial', '<', after);
      return query.execute();
    });
    return rows.map(campaignOf);
  }

  /** Campaigns that have not ended, oldest first. */
  async live(): Promise<readonly CampaignRow[]> {
    const rows = await this.connection.ask((db) =>
      select(db).where('status', 'in', LIVE_STATUSES).orderBy('serial').execute(),
    );
    return rows.map(campaignOf);
  }

  /**
   * Changes a campaign that is in one of these statuses (in any, where none are given). Undefined: it was not, or it is not
   * there. Throws CampaignExistsError when it would live again beside another one of the same content.
   */
  async update(id: string, patch: CampaignPatch, from?: readonly CampaignStatus[]): Promise<CampaignRow | undefined> {
    try {
      const row = await this.connection.transact(({ db }) => update(db, id, patch, from));
      return row && campaignOf(row);
    } catch (error) {
      throw isUniqueViolation(error) ? new CampaignExistsError(id, { cause: error }) : error;
    }
  }

  /** Forgets a campaign, and the results that no other one shares. False: it was not there. */
  async delete(id: string): Promise<boolean> {
    return this.connection.transact(async ({ db }) => {
      await lockForDeletion(db);
      await sql`delete from results r using shards s where s.campaign_id = ${id} and s.address = r.address
        and not exists (select from shards o where o.address = r.address and o.campaign_id <> ${id})`.execute(db);
      const { numDeletedRows } = await db.deleteFrom('campaigns').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    });
  }
}

function select(db: Db) {
  return db.selectFrom('campaigns').select(COLUMNS);
}

async function findSame(db: Db, row: NewCampaign): Promise<Stored | undefined> {
  const ofTenant = select(db).where('tenant', '=', row.tenant);
  const asked =
    row.requestId === '' ? undefined : await ofTenant.where('request_id', '=', row.requestId).executeTakeFirst();
  return (
    asked ??
    ofTenant
      .where('content_digest', '=', row.contentDigest)
      .where('status', 'in', [...LIVE_STATUSES, 'succeeded'])
      .executeTakeFirst()
  );
}

async function insert(db: Transaction<LedgerDatabase>, row: NewCampaign): Promise<Stored> {
  const values = {
    tenant: row.tenant,
    request_id: row.requestId,
    content_digest: row.contentDigest,
    name: storedText(row.name),
    file_name: storedText(row.fileName),
    yaml: row.yaml,
    resolved: row.resolved,
    digest: row.digest,
    device_request: row.deviceRequest,
    device_class: row.deviceClass,
    status: row.status,
    plan: row.plan === null ? null : JSON.stringify(row.plan),
  };
  for (let number = 1; ; number++) {
    const stored = await db
      .insertInto('campaigns')
      .values({ id: campaignId(row.name, row.contentDigest, number), ...values })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning(COLUMNS)
      .executeTakeFirst();
    if (stored !== undefined) return stored;
  }
}

async function update(
  db: Db,
  id: string,
  patch: CampaignPatch,
  from?: readonly CampaignStatus[],
): Promise<Stored | undefined> {
  const { status, stage, message, deviceClass, plan } = patch;
  let query = db
    .updateTable('campaigns')
    .set({
      ...(status === undefined ? {} : { status, ended_at: endedAt(status) }),
      ...(stage === undefined ? {} : { stage }),
      ...(status === undefined && stage === undefined ? {} : { updated_at: sql<Date>`clock_timestamp()` }),
      ...(message === undefined ? {} : { message: storedText(message, MESSAGE_LENGTH) }),
      ...(deviceClass === undefined ? {} : { device_class: deviceClass }),
      ...(plan === undefined ? {} : { plan: plan === null ? null : JSON.stringify(plan) }),
      id,
    })
    .where('id', '=', id);
  if (from !== undefined) query = query.where('status', 'in', from);
  return query.returning(COLUMNS).executeTakeFirst();
}

function endedAt(status: CampaignStatus) {
  return ENDED_STATUSES.includes(status) ? sql<Date>`coalesce(ended_at, clock_timestamp())` : null;
}

function campaignOf(row: Stored): CampaignRow {
  return {
    id: row.id,
    serial: row.serial,
    tenant: row.tenant,
    requestId: row.request_id,
    contentDigest: row.content_digest,
    name: row.name,
    fileName: row.file_name,
    digest: row.digest,
    deviceRequest: row.device_request,
    deviceClass: row.device_class,
    status: row.status,
    stage: row.stage,
    message: row.message,
    plan: row.plan,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
  };
}
