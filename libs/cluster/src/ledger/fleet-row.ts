/** Where a worker stands; one that is silent for longer than a lease is lost, whatever this says. */
export type WorkerStatus = 'active' | 'draining' | 'quarantined';

/** What a worker says of itself. */
export interface NewWorker {
  readonly id: string;
  readonly displayName: string;
  readonly version: string;
  readonly backend: string;
  readonly adapter: string;
  /** SHA-256 over the known answers of its self-test. */
  readonly digest: string;
  readonly threads: number;
}

/** A worker as it is kept. */
export interface WorkerRow extends NewWorker {
  readonly status: WorkerStatus;
  /** Since it began. */
  readonly events: number;
  readonly toys: number;
  readonly reportedShards: number;
  readonly leasedShards: number;
  readonly registeredAt: Date;
  readonly seenAt: Date;
  /** Seconds since it was seen, by the clock of the database. */
  readonly silentSeconds: number;
}

/** A heartbeat. */
export interface WorkerBeat {
  readonly id: string;
  /** Since it began. */
  readonly events: number;
  readonly toys: number;
}

/** What a token allows. */
export type TokenRole = 'viewer' | 'submitter' | 'operator' | 'worker';

/** A token that is to be kept. */
export interface NewToken {
  readonly id: string;
  /** SHA-256 of the secret. */
  readonly digest: string;
  readonly tenant: string;
  readonly role: TokenRole;
  readonly description: string;
}

/** A token as it is kept: without its secret. */
export interface TokenRow extends NewToken {
  readonly createdAt: Date;
}
