import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  sql`create table meta (
    one boolean primary key default true check (one),
    epoch integer not null
  )`,
  sql`insert into meta (epoch) values (0)`,

  sql`create table campaigns (
    id text primary key,
    serial bigint generated always as identity unique,
    tenant text not null,
    request_id text not null,
    content_digest text not null,
    name text not null,
    file_name text not null,
    yaml text not null,
    resolved text not null,
    digest text not null,
    device_request text not null,
    device_class text not null,
    status text not null,
    stage text not null default '',
    message text not null default '',
    plan jsonb,
    log_seq bigint not null default 0,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz
  )`,
  sql`create unique index campaigns_request on campaigns (tenant, request_id) where request_id <> ''`,
  sql`create unique index campaigns_content on campaigns (tenant, content_digest)
    where status in ('waiting', 'running', 'paused', 'succeeded')`,

  sql`create table shards (
    campaign_id text not null references campaigns on delete cascade,
    shard_id text not null,
    stage text not null,
    ordinal integer not null,
    template_id text not null,
    address text not null,
    task bytea not null,
    work bigint not null,
    estimated_seconds double precision not null,
    phase text not null,
    attempt integer not null default 0,
    epoch integer,
    worker text,
    expires_at timestamptz,
    votes jsonb not null default '[]',
    failures jsonb not null default '[]',
    losses integer not null default 0,
    quorum smallint not null,
    digest text,
    reused boolean not null default false,
    seconds double precision,
    updated_at timestamptz not null default clock_timestamp(),
    primary key (campaign_id, shard_id)
  ) with (fillfactor = 70)`,
  sql`create unique index shards_order on shards (campaign_id, stage, ordinal)`,
  sql`create index shards_pending on shards (campaign_id, stage, ordinal) where phase = 'pending'`,
  // Not by expiry: renewals then touch no index, and what is leased is never many.
  sql`create index shards_leased on shards (campaign_id) where phase = 'leased'`,
  sql`create index shards_unconfirmed on shards (campaign_id) where phase = 'pending' and votes <> '[]'`,
  sql`create index shards_address on shards (address)`,

  sql`create table results (
    address text not null,
    digest text not null,
    bytes bytea not null,
    workers text[] not null,
    merged_at timestamptz,
    primary key (address, digest)
  )`,
  // Sums of weights do not compress, and trying to takes longer than writing them.
  sql`alter table results alter column bytes set storage external`,

  sql`create table artifacts (
    campaign_id text not null references campaigns on delete cascade,
    path text collate "C" not null,
    size bigint not null,
    sha256 text not null,
    content bytea not null,
    primary key (campaign_id, path)
  )`,

  sql`create table log (
    campaign_id text not null references campaigns on delete cascade,
    seq bigint not null,
    time timestamptz not null default clock_timestamp(),
    level text not null,
    message text not null,
    shard_id text not null,
    worker_id text not null,
    primary key (campaign_id, seq)
  )`,

  sql`create table workers (
    id text primary key,
    display_name text not null,
    version text not null,
    backend text not null,
    adapter text not null,
    digest text not null,
    threads integer not null,
    status text not null default 'active',
    events bigint not null default 0,
    toys bigint not null default 0,
    reported_shards bigint not null default 0,
    registered_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp()
  ) with (fillfactor = 50)`,

  sql`create table tokens (
    id text primary key,
    digest text not null unique,
    tenant text not null,
    role text not null,
    description text not null,
    created_at timestamptz not null default clock_timestamp()
  )`,
];

/** The first form of the ledger. */
export const tables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await statement.execute(db);
  },
};
