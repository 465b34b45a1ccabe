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

const numberIn = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(low).max(high));

const flag = (meaning: string) =>
  z
    .enum(['0', '1'])
    .transform((text) => text === '1')
    .register(VARIABLE_FACTS, { meaning, allowed: '0 or 1', default: '0' });

const file = (meaning: string) =>
  z.string().max(4096).optional().register(VARIABLE_FACTS, { meaning, allowed: 'path of a PEM file' });

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const HOST_AND_PORT = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/;

/** The environment of a worker, variable by variable, in the order of `--help`. */
export const WORKER_VARIABLES = z.object({
  DARKREACH_COORDINATOR: z.string().regex(HOST_AND_PORT).register(VARIABLE_FACTS, {
    meaning: 'The coordinator.',
    allowed: 'host:port, [host]:port for IPv6',
    default: '127.0.0.1:7420',
  }),
  DARKREACH_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,256}$/)
    .optional()
    .register(VARIABLE_FACTS, {
      meaning: 'A token of the role worker.',
      allowed: '16 to 256 printable characters without spaces',
      secret: true,
    }),
  DARKREACH_REDIS_URL: url('redis:', 'rediss:').optional().register(VARIABLE_FACTS, {
    meaning: 'The queue.',
    allowed: 'redis://host:port or rediss://host:port',
    secret: true,
  }),
  DARKREACH_POSTGRES_URL: url('postgres:', 'postgresql:').optional().register(VARIABLE_FACTS, {
    meaning: 'The queue where there is no Redis.',
    allowed: 'postgres://user:password@host:port/database',
    secret: true,
  }),
  DARKREACH_TLS_CA: file('Authority of the certificate of the coordinator; with it the connection is TLS.'),
  DARKREACH_TLS_CERT: file('Certificate of the worker, where the coordinator asks for one.'),
  DARKREACH_TLS_KEY: file('Private key of that certificate.'),
  DARKREACH_INSECURE: flag('1 allows plaintext to a coordinator on another machine.'),
  DARKREACH_WORKER_THREADS: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(1).max(4096))
    .optional()
    .register(VARIABLE_FACTS, { meaning: 'Shards at the same time.', allowed: '1 to 4096', default: 'one a core' }),
  DARKREACH_DEVICE: z.enum(['auto', 'webgpu', 'webasm', 'cpu']).register(VARIABLE_FACTS, {
    meaning: 'Device that kernels run on.',
    allowed: 'auto, webgpu, webasm or cpu',
    default: 'auto',
  }),
  DARKREACH_GRACE_SECONDS: numberIn(0, 3600).register(VARIABLE_FACTS, {
    meaning: 'After SIGTERM, shards that fit into so many seconds are finished; the rest is given back at once.',
    allowed: '0 to 3600 seconds',
    default: '25',
  }),
  DARKREACH_SHARD_SECONDS: numberIn(0.1, 86_400).register(VARIABLE_FACTS, {
    meaning: 'A shard may take so long, or 20 times its estimate if that is more.',
    allowed: '0.1 to 86400 seconds',
    default: '60',
  }),
  DARKREACH_HTTP_ADDRESS: z.string().regex(HOST_AND_PORT).optional().register(VARIABLE_FACTS, {
    meaning: 'Where /healthz and /metrics are served; nowhere unless given.',
    allowed: 'host:port; port 0 takes a free one',
  }),
  DARKREACH_PARENT_PIPE: flag('1 ends the worker when its standard input ends, as SIGTERM does.'),
  DARKREACH_LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug', 'verbose']).register(VARIABLE_FACTS, {
    meaning: 'Least grave log entries that are written.',
    allowed: 'error, warn, log, debug or verbose',
    default: 'log',
  }),
});
