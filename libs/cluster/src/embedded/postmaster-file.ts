import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processCommand, processIdentity } from './process-identity.js';

/** What a running Postgres says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The Postgres that runs on a cluster folder, or undefined: no file, or one whose process is gone or another program. */
export function runningPostmaster(clusterFolder: string): Postmaster | undefined {
  const lines = postmasterLines(clusterFolder);
  const pid = Number(lines[0]);
  if (processIdentity(pid) === undefined || !isPostgres(pid, clusterFolder)) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Makes a pid file harmless whose number belongs to another program by now. Otherwise Postgres refuses to start. The
 * file is not simply removed: by what else is in it Postgres finds out whether backends of its predecessor still write.
 */
export function disarmStaleFile(clusterFolder: string): void {
  const lines = postmasterLines(clusterFolder);
  const pid = Number(lines[0]);
  if (lines.length === 0 || processIdentity(pid) === undefined || processCommand(pid).includes('postgres')) return;
  const file = postmasterFile(clusterFolder);
  // Postgres knows that the process which starts it is no Postgres.
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'));
}

function postmasterLines(clusterFolder: string): readonly string[] {
  try {
    return readFileSync(postmasterFile(clusterFolder), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function postmasterFile(clusterFolder: string): string {
  return join(clusterFolder, 'postmaster.pid');
}

/** We start Postgres with the path of its folder, so that it can be told from a Postgres of somebody else. */
function isPostgres(pid: number, clusterFolder: string): boolean {
  // Windows does not say; there a number that lives is believed.
  if (process.platform === 'win32') return true;
  const command = processCommand(pid);
  return command.includes('postgres') && command.includes(clusterFolder);
}
