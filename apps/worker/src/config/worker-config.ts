import { availableParallelism } from 'node:os';
import type { DevicePreference } from '@darkreach/campaign';
import { isLoopback, type QueueEngine } from '@darkreach/cluster';
import type { z } from 'zod';
import { ConfigError, type ConfigProblem } from '../errors.js';
import { VARIABLE_FACTS, WORKER_VARIABLES } from './worker-variables.js';

/** PEM files of a client. */
export interface TlsFiles {
  readonly authority?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Everything that the environment says, every default filled in. */
export interface WorkerConfig {
  /** `host:port` */
  readonly coordinator: string;
  readonly token?: string;
  readonly queue: QueueEngine;
  /** Absent: plaintext on loopback, the authorities of the system elsewhere. */
  readonly tls?: TlsFiles;
  readonly insecure: boolean;
  readonly threads: number;
  readonly device: DevicePreference;
  readonly graceSeconds: number;
  /** A shard may take so many seconds at the least. */
  readonly shardSeconds: number;
  readonly http?: string;
  readonly parentPipe: boolean;
  readonly logLevel: 'error' | 'warn' | 'log' | 'debug' | 'verbose';
}

type Environment = Readonly<Record<string, string | undefined>>;
type Variables = z.infer<typeof WORKER_VARIABLES>;

/** Defaults that `--help` tells in words. */
const COMPUTED: readonly (keyof Variables)[] = ['DARKREACH_WORKER_THREADS'];

/**
 * Reads the environment; an empty variable counts as absent.
 * @throws ConfigError that names every variable that is wrong, what was given and what is allowed
 */
export function readConfig(environment: Environment): WorkerConfig {
  const names = Object.keys(WORKER_VARIABLES.shape) as (keyof Variables)[];
  const given = Object.fromEntries(names.map((name) => [name, textOf(environment, name)]));
  const parsed = WORKER_VARIABLES.safeParse(given);
  if (!parsed.success) throw new ConfigError(problemsOf(parsed.error, given));
  const problems = relations(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return resolve(parsed.data);
}

function textOf(environment: Environment, name: keyof Variables): string | undefined {
  const text = environment[name];
  if (text !== undefined && text !== '') return text;
  return COMPUTED.includes(name) ? undefined : VARIABLE_FACTS.get(WORKER_VARIABLES.shape[name])?.default;
}

function problemsOf(error: z.ZodError, given: Environment): readonly ConfigProblem[] {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return names.map((variable) => {
    const schema = WORKER_VARIABLES.shape[variable as keyof Variables];
    const { allowed = '', secret = false } = VARIABLE_FACTS.get(schema) ?? {};
    const text = given[variable] ?? '';
    const shown = secret ? `${text.length} characters, not shown` : JSON.stringify(text.slice(0, 80));
    return { variable, given: given[variable] === undefined ? 'not set' : shown, allowed };
  });
}

function relations(variables: Variables): readonly ConfigProblem[] {
  const { DARKREACH_REDIS_URL, DARKREACH_POSTGRES_URL, DARKREACH_TLS_CERT, DARKREACH_TLS_KEY } = variables;
  const { DARKREACH_COORDINATOR: coordinator, DARKREACH_TLS_CA, DARKREACH_INSECURE } = variables;
  const plain = (DARKREACH_TLS_CA ?? DARKREACH_TLS_CERT) === undefined && DARKREACH_INSECURE;
  const open = plain && !isLoopback(coordinator);
  return [
    ...((DARKREACH_REDIS_URL ?? DARKREACH_POSTGRES_URL) === undefined
      ? [{ variable: 'DARKREACH_REDIS_URL', given: 'not set', allowed: 'this, or DARKREACH_POSTGRES_URL' }]
      : []),
    ...((DARKREACH_TLS_CERT === undefined) !== (DARKREACH_TLS_KEY === undefined)
      ? [{ variable: 'DARKREACH_TLS_CERT', given: 'one of two', allowed: 'together with DARKREACH_TLS_KEY' }]
      : []),
    ...(open && variables.DARKREACH_TOKEN === undefined
      ? [{ variable: 'DARKREACH_TOKEN', given: 'not set', allowed: 'a token, for a coordinator on another machine' }]
      : []),
  ];
}

function resolve(variables: Variables): WorkerConfig {
  const { DARKREACH_REDIS_URL: redisUrl, DARKREACH_POSTGRES_URL: postgresUrl = '' } = variables;
  const { DARKREACH_TOKEN: token, DARKREACH_HTTP_ADDRESS: http } = variables;
  const { DARKREACH_TLS_CA: authority, DARKREACH_TLS_CERT: certificate, DARKREACH_TLS_KEY: key } = variables;
  const tls: TlsFiles = {
    ...(authority !== undefined && { authority }),
    ...(certificate !== undefined && { certificate }),
    ...(key !== undefined && { key }),
  };
  return {
    coordinator: variables.DARKREACH_COORDINATOR,
    ...(token !== undefined && { token }),
    queue: redisUrl === undefined ? { postgresUrl } : { redisUrl },
    ...(Object.keys(tls).length > 0 && { tls }),
    insecure: variables.DARKREACH_INSECURE,
    threads: variables.DARKREACH_WORKER_THREADS ?? availableParallelism(),
    device: variables.DARKREACH_DEVICE,
    graceSeconds: variables.DARKREACH_GRACE_SECONDS,
    shardSeconds: variables.DARKREACH_SHARD_SECONDS,
    ...(http !== undefined && { http }),
    parentPipe: variables.DARKREACH_PARENT_PIPE,
    logLevel: variables.DARKREACH_LOG_LEVEL,
  };
}
