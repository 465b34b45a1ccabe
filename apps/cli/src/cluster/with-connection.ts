import type { ClusterConnection } from '@darkreach/cluster';
import type { CommandContext } from '../command-context.js';
import { requireCluster, type ServerOption } from './cluster-address.js';

/** Does something with the cluster that is meant, and lets go of it. */
export async function withConnection<T>(
  option: ServerOption,
  context: CommandContext,
  work: (connection: ClusterConnection) => Promise<T>,
): Promise<T> {
  const connection = context.services.cluster.connect(await requireCluster(option, context));
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
