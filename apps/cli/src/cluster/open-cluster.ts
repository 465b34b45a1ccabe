import { WorkerState, type ClusterConnection } from '@darkreach/cluster';
import type { DevicePreference } from '@darkreach/kernels';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandContext } from '../command-context.js';
import { InvalidInputError } from '../errors.js';
import { findCluster, type ServerOption } from './cluster-address.js';
import { dataFolder } from './data-folder.js';

export interface OpenClusterOptions extends ServerOption {
  readonly workers?: number;
  readonly device: DevicePreference;
}

/** A cluster that a campaign can be given to. */
export interface OpenedCluster {
  readonly connection: ClusterConnection;
  /** True for one that was started for this campaign, and ends with `close()`. */
  readonly own: boolean;
  readonly dataFolder: string;
  readonly close: () => Promise<void>;
}

/** Milliseconds until one goes on without a worker; the campaign then waits for it. */
const WORKER_WITHIN = 15_000;

/**
 * Connects to the cluster that is named or runs on this machine; starts one where there is none.
 *
 * @throws {InvalidInputError} for a number of workers where the cluster has its own
 */
export async function openCluster(
  options: OpenClusterOptions,
  context: CommandContext,
  note: (text: string) => void,
): Promise<OpenedCluster> {
  const { services, environment } = context;
  const folder = dataFolder(environment);
  const found = await findCluster(options, context);
  if (found === undefined) return startOwn(options, context, note);
  if (options.workers !== undefined) {
    throw new InvalidInputError(
      `--workers ${options.workers} cannot be had: the cluster at ${found.server} runs already and has its own workers; leave the option out, or compute with --in-process`,
    );
  }
  const connection = services.cluster.connect(found);
  note(`on the cluster at ${found.server}`);
  return { connection, own: false, dataFolder: folder, close: async () => connection.close() };
}

async function startOwn(
  { workers = availableParallelism(), device }: OpenClusterOptions,
  { services, environment }: CommandContext,
  note: (text: string) => void,
): Promise<OpenedCluster> {
  const folder = dataFolder(environment);
  note(`starting a cluster of ${workers} worker${workers === 1 ? '' : 's'} on ${folder}`);
  const cluster = await services.cluster.startLocal({
    dataFolder: folder,
    workers,
    device,
    environment,
    onEvent: note,
  });
  const connection = services.cluster.connect(cluster);
  const close = async () => {
    connection.close();
    await cluster.stop();
  };
  try {
    await firstWorker(connection);
  } catch (error) {
    await close();
    throw error;
  }
  return { connection, own: true, dataFolder: folder, close };
}

/** What is known from earlier campaigns depends on the device, which the first worker brings. */
async function firstWorker({ fleet }: ClusterConnection): Promise<void> {
  const deadline = Date.now() + WORKER_WITHIN;
  while (Date.now() < deadline) {
    const { workers } = await fleet.listWorkers({});
    if (workers.some(({ state }) => state === WorkerState.ACTIVE)) return;
    await delay(100);
  }
}
