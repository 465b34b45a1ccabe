import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a failpoint does: ends the process as `kill -9` does, or never goes on. */
interface FailpointAction {
  readonly action: 'kill' | 'hang';
  /** Acts at this hit only, from 1; at the first where it is left out. */
  readonly hit: number;
}

const ENTRY = /^([a-z0-9.-]+)=(kill|hang)(?:@([1-9]\d*))?$/;
const hits = new Map<string, number>();

/**
 * A place where tests make a process fail: a no-op unless DARKREACH_FAILPOINTS names it, as in
 * `worker.shard.started=kill;coordinator.merge.before-commit=hang@3`. Before it acts it writes a file of its name into
 * DARKREACH_FAILPOINT_DIR, so that a test can tell that the fault has happened. `@<path>` instead of entries means that they
 * are in that file, once it is there: a process can be made to fail while it runs. Throws RangeError on an entry it cannot
 * read.
 */
export async function failpoint(name: string): Promise<void> {
  const setting = settingNow(process.env['DARKREACH_FAILPOINTS']);
  if (setting === '') return;
  const wanted = parseFailpoints(setting).get(name);
  if (wanted === undefined) return;
  const hit = (hits.get(name) ?? 0) + 1;
  hits.set(name, hit);
  if (hit !== wanted.hit) return;
  const folder = process.env['DARKREACH_FAILPOINT_DIR'];
  if (folder !== undefined) writeFileSync(join(folder, name), `${process.pid}\n`);
  if (wanted.action === 'kill') process.kill(process.pid, 'SIGKILL');
  await new Promise<never>(() => {
    // A timer keeps the process alive: a process that hangs is not one that has ended.
    setInterval(() => undefined, 1 << 30);
  });
}

function settingNow(setting = ''): string {
  if (!setting.startsWith('@')) return setting;
  const path = setting.slice(1);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

function parseFailpoints(setting: string): ReadonlyMap<string, FailpointAction> {
  return new Map(
    setting.split(';').flatMap((entry) => {
      // Faults of a thread are for those that compute.
      if (entry.trim().startsWith('thread.')) return [];
      const [, name, action, hit] = ENTRY.exec(entry.trim()) ?? [];
      if (name === undefined) {
        throw new RangeError(
          `DARKREACH_FAILPOINTS has '${entry}'; allowed: <name>=kill, <name>=hang, with @<hit> behind it`,
        );
      }
      return [[name, { action: action === 'kill' ? 'kill' : 'hang', hit: Number(hit ?? 1) }] as const];
    }),
  );
}
