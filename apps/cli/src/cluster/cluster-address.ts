import type { ClusterAddress, TlsMaterial } from '@darkreach/cluster';
import { Option } from 'commander';
import { readFile } from 'node:fs/promises';
import type { CommandContext } from '../command-context.js';
import { InvalidInputError } from '../errors.js';
import { systemReason } from '../text/error-reason.js';
import { dataFolder } from './data-folder.js';

export interface ServerOption {
  readonly server?: string;
}

/** `--server <host:port>`: the cluster of this machine unless given. */
export function serverOption(): Option {
  return new Option(
    '--server <host:port>',
    'cluster to talk to: DARKREACH_SERVER, or the one of "darkreach up", unless given',
  );
}

type Asked = Pick<CommandContext, 'services' | 'environment'>;

/**
 * The cluster that is meant: the one that is named, or the one that runs on this machine; undefined if there is none.
 *
 * @throws {InvalidInputError} for a name that is no address, and for TLS files that cannot be read
 */
export async function findCluster(
  option: ServerOption,
  { services, environment }: Asked,
): Promise<ClusterAddress | undefined> {
  const server = option.server ?? setting(environment, 'DARKREACH_SERVER');
  const running = services.cluster.running(dataFolder(environment));
  if (server === undefined) {
    return running === undefined ? undefined : { server: running.server, token: running.token };
  }
  if (!/^(\[[\da-f:.]+\]|[\w.-]+):\d{1,5}$/i.test(server)) {
    throw new InvalidInputError(`--server ${server} is no address; allowed: host:port, e.g. 127.0.0.1:7420`);
  }
  const own = running?.server === server ? running.token : undefined;
  return {
    server,
    token: setting(environment, 'DARKREACH_TOKEN') ?? own,
    tls: await tlsMaterial(environment),
    insecure: environment['DARKREACH_INSECURE'] === '1',
  };
}

/** The same, where there has to be one. */
export async function requireCluster(option: ServerOption, asked: Asked): Promise<ClusterAddress> {
  const found = await findCluster(option, asked);
  if (found !== undefined) return found;
  throw new InvalidInputError(
    `no cluster runs on ${dataFolder(asked.environment)}; "darkreach up" starts one, --server host:port names another`,
  );
}

async function tlsMaterial(environment: Asked['environment']): Promise<TlsMaterial | undefined> {
  const [ca, cert, key] = await Promise.all(
    ['DARKREACH_TLS_CA', 'DARKREACH_TLS_CERT', 'DARKREACH_TLS_KEY'].map((name) => readPem(name, environment)),
  );
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

async function readPem(name: string, environment: Asked['environment']): Promise<Uint8Array | undefined> {
  const file = setting(environment, name);
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch (error) {
    throw new InvalidInputError(`${name} ${file} cannot be read: ${systemReason(error)}`, { cause: error });
  }
}

/** An empty variable counts as absent. */
function setting(environment: Asked['environment'], name: string): string | undefined {
  const text = environment[name];
  return text === '' ? undefined : text;
}
