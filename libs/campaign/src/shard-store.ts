import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartialHistogram } from './stages/simulate.js';

/** Finished shards of a run that may be stopped. */
export interface ShardStore {
  load(shardId: string): PartialHistogram | undefined;
  save(partial: PartialHistogram): void;
  /** Forgets everything; called when the campaign is complete. */
  clear(): void;
}

/** A store that keeps nothing. */
export const noStore: ShardStore = { load: () => undefined, save: () => undefined, clear: () => undefined };

/**
 * Keeps each shard as one file of a folder, named by a digest of its id and of what decides its content (campaign digest
 * and class of device). A file appears whole or not at all.
 */
export function folderStore(folder: string, identity: string): ShardStore {
  const path = (shardId: string): string =>
    join(folder, `${createHash('sha256').update(`${identity}|${shardId}`).digest('hex').slice(0, 32)}.json`);
  return {
    load: (shardId) => {
      try {
        return revive(readFileSync(path(shardId), 'utf8'), shardId);
      } catch {
        // Absent or unreadable: the shard is computed again.
        return undefined;
      }
    },
    save: (partial) => {
      mkdirSync(folder, { recursive: true });
      const target = path(partial.shardId);
      writeFileSync(`${target}.part`, freeze(partial));
      renameSync(`${target}.part`, target);
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function freeze(partial: PartialHistogram): string {
  const { histogram } = partial;
  return JSON.stringify({
    ...partial,
    histogram: { ...histogram, sumw: [...histogram.sumw], sumw2: [...histogram.sumw2] },
  });
}

function revive(text: string, shardId: string): PartialHistogram | undefined {
  const partial = JSON.parse(text) as PartialHistogram;
  if (partial.shardId !== shardId) return undefined;
  const { histogram } = partial;
  return {
    ...partial,
    histogram: { ...histogram, sumw: Float64Array.from(histogram.sumw), sumw2: Float64Array.from(histogram.sumw2) },
  };
}
