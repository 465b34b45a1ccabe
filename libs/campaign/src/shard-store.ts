import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartialHistogram } from './stages/simulate.js';

/** Finished shards of a run that may be stopped. */
export interface ShardStore {
  load(shardId: string): PartialHistogram | undefined;
  save(partial: PartialHistogram): void;
  /** Forgets every shard of this identity; called when the campaign is complete. */
  clear(): void;
}

/** A store that keeps nothing. */
export const noStore: ShardStore = { load: () => undefined, save: () => undefined, clear: () => undefined };

/**
 * Keeps each shard as one file of a folder, named by digests of what decides its content (`identity`: campaign, formulas,
 * class of device) and of its id. A file appears whole or not at all. Campaigns may share a folder; other files in it are
 * left alone.
 */
export function folderStore(folder: string, identity: string): ShardStore {
  const own = digest(identity);
  const path = (shardId: string): string => join(folder, `${own}-${digest(shardId)}.json`);
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
    clear: () => removeFiles(folder, own),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** Removes the files of that prefix, and the folder when nothing else is in it. */
function removeFiles(folder: string, prefix: string): void {
  const names = listFiles(folder);
  if (names === undefined) return;
  const own = names.filter((name) => name.startsWith(`${prefix}-`));
  for (const name of own) rmSync(join(folder, name), { force: true });
  if (own.length === names.length) rmdirSync(folder);
}

function listFiles(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

function freeze(partial: PartialHistogram): string {
  const { histogram } = partial;
  return JSON.stringify({
    ...partial,
    histogram: { ...histogram, sumw: [...histogram.sumw], sumw2: [...histogram.sumw2] },
  });
}

/** @throws TypeError or SyntaxError for a text that is no shard */
function revive(text: string, shardId: string): PartialHistogram | undefined {
  const partial = JSON.parse(text) as PartialHistogram;
  if (partial.shardId !== shardId) return undefined;
  const { histogram } = partial;
  const size = histogram.axis.bins + 2;
  return {
    ...partial,
    histogram: { ...histogram, sumw: reviveSums(histogram.sumw, size), sumw2: reviveSums(histogram.sumw2, size) },
  };
}

function reviveSums(values: ArrayLike<unknown>, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    const value = values[i];
    if (typeof value !== 'number') throw new TypeError(`sum ${i} is ${String(value)}; allowed is a number`);
    return value;
  });
}
