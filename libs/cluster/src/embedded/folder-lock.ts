import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processIdentity } from './process-identity.js';

interface Owner {
  readonly pid: number;
  readonly identity: string;
}

const TRIES = 10;

/**
 * Takes a lock file for this process; returns how to release it. The lock of a process that is gone is taken over.
 *
 * @throws {EmbeddedPostgresError} when a process that lives has it
 */
export function lockFolder(file: string, folder: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? '' });
  for (let i = 0; i < TRIES; i += 1) {
    if (create(file, mine)) return () => release(file, mine);
    const held = read(file);
    if (held === undefined) continue;
    const owner = parse(held);
    if (owner !== undefined && processIdentity(owner.pid) === owner.identity) throw inUse(folder, owner.pid);
    discard(file, held);
  }
  throw new EmbeddedPostgresError(`the lock ${file} changes hands all the time; try again`, true);
}

function inUse(folder: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `the data folder ${folder} is in use by process ${pid}; use the cluster that runs there, stop it, or name another folder`,
    true,
  );
}

/** Whole or not at all: a reader never sees half a lock. */
function create(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the lock of a process that is gone, unless somebody else was quicker and has a new one there. */
function discard(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  }
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}
