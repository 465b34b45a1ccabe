import type { z } from 'zod';
import { ConfigError, type ConfigProblem } from '../errors.js';
import { COORDINATOR_VARIABLES, VARIABLE_FACTS, type ListenAddress } from './coordinator-variables.js';
import { isLoopback } from './loopback.js';

/** Files of a TLS server. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  /** With it, clients have to show a certificate of this authority. */
  readonly authority?: string;
}

/** Everything that the environment says, every default filled in. */
export interface CoordinatorConfig {
  readonly postgresUrl: string;
  readonly redisUrl?: string;
  readonly grpc: ListenAddress;
  readonly http: ListenAddress;
  /** Absent: plaintext. */
  readonly tls?: TlsFiles;
  readonly operatorToken?: string;
  readonly workerToken?: string;
  readonly leaseSeconds: number;
  readonly reconcileSeconds: number;
  /** 0 to 1. */
  readonly verifyFraction: number;
  readonly graceSeconds: number;
  readonly parentPipe: boolean;
  readonly logLevel: 'error' | 'warn' | 'log' | 'debug' | 'verbose';
}

type Environment = Readonly<Record<string, string | undefined>>;
type Variables = z.infer<typeof COORDINATOR_VARIABLES>;

/**
 * Reads the environment; an empty variable counts as absent.
 * @throws ConfigError that names every variable that is wrong, what was given and what is allowed
 */
export function readConfig(environment: Environment): CoordinatorConfig {
  const given = Object.entries(COORDINATOR_VARIABLES.shape).map(([name, schema]) => {
    const text = environment[name];
    return [name, text === undefined || text === '' ? VARIABLE_FACTS.get(schema)?.default : text] as const;
  });
  const parsed = COORDINATOR_VARIABLES.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new ConfigError(problemsOf(parsed.error, Object.fromEntries(given)));
  const problems = [...tlsProblems(parsed.data), ...plaintextProblems(parsed.data)];
  if (problems.length > 0) throw new ConfigError(problems);
  return resolve(parsed.data);
}

function problemsOf(error: z.ZodError, given: Environment): readonly ConfigProblem[] {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return names.map((variable) => {
    const schema = COORDINATOR_VARIABLES.shape[variable as keyof typeof COORDINATOR_VARIABLES.shape];
    const { allowed = '', secret = false } = VARIABLE_FACTS.get(schema) ?? {};
    return { variable, given: describe(given[variable], secret), allowed };
  });
}

/** A secret, or an address with a password in it, is not for logs. */
function describe(text: string | undefined, secret: boolean): string {
  if (text === undefined) return 'not set';
  return secret ? `${text.length} characters, not shown` : JSON.stringify(text.slice(0, 80));
}

function tlsProblems(variables: Variables): readonly ConfigProblem[] {
  const { DARKREACH_TLS_CERT: certificate, DARKREACH_TLS_KEY: key, DARKREACH_TLS_CA: authority } = variables;
  const absent = (variable: string): ConfigProblem => ({
    variable,
    given: 'not set',
    allowed:
      'a path, because another DARKREACH_TLS_ variable is set: DARKREACH_TLS_CERT and DARKREACH_TLS_KEY go together',
  });
  const any = (certificate ?? key ?? authority) !== undefined;
  return [
    ...(any && certificate === undefined ? [absent('DARKREACH_TLS_CERT')] : []),
    ...(any && key === undefined ? [absent('DARKREACH_TLS_KEY')] : []),
  ];
}

function plaintextProblems(variables: Variables): readonly ConfigProblem[] {
  if (variables.DARKREACH_TLS_CERT !== undefined || variables.DARKREACH_INSECURE) return [];
  const addresses = ['DARKREACH_GRPC_ADDRESS', 'DARKREACH_HTTP_ADDRESS'] as const;
  return addresses
    .filter((variable) => !isLoopback(variables[variable].host))
    .map((variable) => ({
      variable,
      given: `${variables[variable].host}:${variables[variable].port}`,
      allowed:
        'a loopback address such as 127.0.0.1, or TLS (DARKREACH_TLS_CERT and DARKREACH_TLS_KEY); ' +
        'DARKREACH_INSECURE=1 allows plaintext to everybody who reaches this address',
    }));
}

function resolve(variables: Variables): CoordinatorConfig {
  const { DARKREACH_TLS_CERT: certificate, DARKREACH_TLS_KEY: key, DARKREACH_TLS_CA: authority } = variables;
  const { DARKREACH_REDIS_URL: redisUrl, DARKREACH_OPERATOR_TOKEN: operatorToken } = variables;
  const { DARKREACH_WORKER_TOKEN: workerToken } = variables;
  const tls = certificate !== undefined && key !== undefined ? { certificate, key } : undefined;
  return {
    postgresUrl: variables.DARKREACH_POSTGRES_URL,
    ...(redisUrl !== undefined && { redisUrl }),
    grpc: variables.DARKREACH_GRPC_ADDRESS,
    http: variables.DARKREACH_HTTP_ADDRESS,
    ...(tls !== undefined && { tls: { ...tls, ...(authority !== undefined && { authority }) } }),
    ...(operatorToken !== undefined && { operatorToken }),
    ...(workerToken !== undefined && { workerToken }),
    leaseSeconds: variables.DARKREACH_LEASE_SECONDS,
    reconcileSeconds: variables.DARKREACH_RECONCILE_SECONDS,
    verifyFraction: variables.DARKREACH_VERIFY_FRACTION,
    graceSeconds: variables.DARKREACH_GRACE_SECONDS,
    parentPipe: variables.DARKREACH_PARENT_PIPE,
    logLevel: variables.DARKREACH_LOG_LEVEL,
  };
}
