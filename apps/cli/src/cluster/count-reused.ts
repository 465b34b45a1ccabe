import { ShardState, type ClusterConnection } from '@darkreach/cluster';
import { everyPage } from './every-page.js';

/** Shards of the simulation of a campaign, and those of them that an earlier campaign had computed. */
export async function countReused(
  { campaigns }: ClusterConnection,
  parent: string,
): Promise<{ readonly reused: number; readonly shards: number }> {
  const pages = everyPage(async (pageToken) => {
    const request = { parent, pageSize: 1000, pageToken, state: ShardState.UNSPECIFIED };
    const { shards: entries, nextPageToken } = await campaigns.listShards(request);
    return { entries, nextPageToken };
  });
  let shards = 0;
  let reused = 0;
  for await (const shard of pages) {
    if (!shard.id.startsWith('simulate/')) continue;
    shards += 1;
    if (shard.reused) reused += 1;
  }
  return { reused, shards };
}
