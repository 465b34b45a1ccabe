import { z } from 'zod';

/** What people have to know of a variable of the environment. */
export interface VariableFacts {
  readonly meaning: string;
  /** What may be written, as errors and `--help` say it. */
  readonly allowed: string;
  /** As it would be written; absent where there is none. */
  readonly default?: string;
  /** Never printed. */
  readonly secret?: boolean;
}

/** Facts of each variable, by its schema. */
export const VARIABLE_FACTS = z.registry<VariableFacts>();

/** A place to listen at. Port 0 takes a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const ADDRESS = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/;
// Facts hang on the schema itself: each variable has one of its own.
const address = () =>
  z.string().transform((text, context): ListenAddress => {
    const [, host = '', port = ''] = ADDRESS.exec(text) ?? [];
    if (host !== '' && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
    context.addIssue({ code: 'custom', message: 'no address' });
    return z.NEVER;
  });
const ADDRESS_ALLOWED = 'host:port, [host]:port for IPv6; port 0 takes a free one';

const decimal = z.string().regex(/^\d+(\.\d+)?$/);
const numberIn = (low: number, high: number) => decimal.transform(Number).pipe(z.number().min(low).max(high));
const seconds = (low: number, high: number, meaning: string, standard: string) =>
  numberIn(low, high).register(VARIABLE_FACTS, { meaning, allowed: `${low} to ${high} seconds`, default: standard });

const flag = (meaning: string) =>
  z
    .enum(['0', '1'])
    .transform((text) => text === '1')
    .register(VARIABLE_FACTS, { meaning, allowed: '0 or 1', default: '0' });

const file = (meaning: string) =>
  z.string().max(4096).optional().register(VARIABLE_FACTS, { meaning, allowed: 'path of a PEM file' });

const secret = (meaning: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{16,256}$/)
    .optional()
    .register(VARIABLE_FACTS, { meaning, allowed: '16 to 256 printable characters without spaces', secret: true });

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

/** The environment of the coordinator, variable by variable, in the order of `--help`. */
export const COORDINATOR_VARIABLES = z.object({
  DARKREACH_POSTGRES_URL: url('postgres:', 'postgresql:').register(VARIABLE_FACTS, {
    meaning: 'The ledger; also the queue where there is no Redis.',
    allowed: 'postgres://user:password@host:port/database',
    secret: true,
  }),
  DARKREACH_REDIS_URL: url('redis:', 'rediss:').optional().register(VARIABLE_FACTS, {
    meaning: 'The queue. Redis has to run with maxmemory-policy noeviction.',
    allowed: 'redis://host:port or rediss://host:port',
    secret: true,
  }),
  DARKREACH_GRPC_ADDRESS: address().register(VARIABLE_FACTS, {
    meaning: 'Where clients and workers are served.',
    allowed: ADDRESS_ALLOWED,
    default: '127.0.0.1:7420',
  }),
  DARKREACH_HTTP_ADDRESS: address().register(VARIABLE_FACTS, {
    meaning: 'Where /healthz, /readyz and /metrics are served.',
    allowed: ADDRESS_ALLOWED,
    default: '127.0.0.1:7421',
  }),
  DARKREACH_TLS_CERT: file('Certificate of the coordinator, with its chain.'),
  DARKREACH_TLS_KEY: file('Private key of the certificate.'),
  DARKREACH_TLS_CA: file('Authority of client certificates; with it gRPC serves nobody without one (mutual TLS).'),
  DARKREACH_INSECURE: flag('1 allows plaintext on addresses other than loopback.'),
  DARKREACH_OPERATOR_TOKEN: secret('A secret accepted for the role operator, besides the tokens of the ledger.'),
  DARKREACH_WORKER_TOKEN: secret('A secret accepted for the role worker, besides the tokens of the ledger.'),
  DARKREACH_LEASE_SECONDS: seconds(1, 3600, 'A lease that is not renewed for so long goes to another worker.', '30'),
  DARKREACH_RECONCILE_SECONDS: seconds(0.1, 600, 'Time between two looks for what was lost.', '5'),
  DARKREACH_VERIFY_FRACTION: numberIn(0, 1).register(VARIABLE_FACTS, {
    meaning: 'Share of the shards that a second worker computes again.',
    allowed: '0 to 1',
    default: '0.005',
  }),
  DARKREACH_GRACE_SECONDS: seconds(0, 3600, 'After SIGTERM, calls are given so long to finish.', '25'),
  DARKREACH_PARENT_PIPE: flag('1 ends the coordinator when its standard input ends, as SIGTERM does.'),
  DARKREACH_LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug', 'verbose']).register(VARIABLE_FACTS, {
    meaning: 'Least grave log entries that are written.',
    allowed: 'error, warn, log, debug or verbose',
    default: 'log',
  }),
});
