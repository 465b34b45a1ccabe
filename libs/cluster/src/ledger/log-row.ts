/** How grave a log entry is. */
export type LogLevel = 'info' | 'warning' | 'error';

/** Something that happened to a campaign. */
export interface NewLogEntry {
  readonly level: LogLevel;
  /** A sentence. */
  readonly message: string;
  readonly shardId?: string;
  readonly workerId?: string;
}

/** A log entry as it is kept. */
export interface LogRow {
  /** 1, 2, 3 ... within its campaign, without gaps. */
  readonly seq: number;
  readonly time: Date;
  readonly level: LogLevel;
  readonly message: string;
  /** Empty where it is about none. */
  readonly shardId: string;
  readonly workerId: string;
}
