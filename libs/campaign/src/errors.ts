export interface CampaignSpecErrorFields {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Dotted path in the document, e.g. `channels.0.luminosities.1`; empty for the whole document. */
  readonly path: string;
  /** What was found there, shortened, as it may be printed. */
  readonly given: string;
  /** What is wrong with it, e.g. `has no unit`. */
  readonly problem: string;
  readonly allowed: string;
}

/** A campaign file that cannot be computed; its message is one line: file:line:column path: given problem; allowed. */
export class CampaignSpecError extends Error {
  override readonly name = 'CampaignSpecError';
  readonly retryable = false;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly given: string;
  readonly problem: string;
  readonly allowed: string;

  constructor(fields: CampaignSpecErrorFields, options?: ErrorOptions) {
    super(messageOf(fields), options);
    this.file = fields.file;
    this.line = fields.line;
    this.column = fields.column;
    this.path = fields.path;
    this.given = fields.given;
    this.problem = fields.problem;
    this.allowed = fields.allowed;
  }
}

function messageOf({ file, line, column, path, given, problem, allowed }: CampaignSpecErrorFields): string {
  const what = [given, problem].filter((part) => part !== '').join(' ');
  return `${file}:${line}:${column} ${path === '' ? 'document' : path}: ${what}; allowed: ${allowed}`;
}

/** A campaign that was resolved and still cannot be planned or simulated. */
export class CampaignPlanError extends Error {
  override readonly name = 'CampaignPlanError';
  readonly retryable = false;
}

/** A worker that failed or contradicts another. */
export class RunnerError extends Error {
  override readonly name = 'RunnerError';
  readonly retryable = true;
}

/** A run that was stopped on request; what was finished is in the store. */
export class CampaignInterruptedError extends Error {
  override readonly name = 'CampaignInterruptedError';
  readonly retryable = true;

  constructor(
    readonly finishedShards: number,
    readonly totalShards: number,
    options?: ErrorOptions,
  ) {
    super(`stopped after ${finishedShards} of ${totalShards} shards`, options);
  }
}
