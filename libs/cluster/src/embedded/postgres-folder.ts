import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { blockedFolder, type UnprivilegedUser } from './unprivileged-user.js';

/** What the embedded Postgres keeps in a data folder, by path. */
export interface PostgresFolder {
  readonly root: string;
  /** The tables: Postgres's own. */
  readonly cluster: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
  readonly lock: string;
}

/** Name of the one user of the embedded Postgres. */
export const POSTGRES_USER = 'darkreach';

/** Makes a data folder, if need be, in which Postgres can have its own. */
export function openPostgresFolder(dataFolder: string, user: UnprivilegedUser | undefined): PostgresFolder {
  mkdirSync(dataFolder, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
  // One spelling of the path: a Postgres that runs is recognized by it.
  const root = realpathSync(dataFolder);
  if (user !== undefined) letPass(root, user);
  return {
    root,
    cluster: join(root, 'postgres'),
    password: join(root, 'postgres-password'),
    port: join(root, 'postgres-port'),
    log: join(root, 'postgres.log'),
    lock: join(root, 'postgres-lock'),
  };
}

/** Lets the user who runs Postgres through the data folder; the folders above are not ours to open. */
function letPass(root: string, user: UnprivilegedUser): void {
  chmodSync(root, statSync(root).mode | 0o011);
  const blocked = blockedFolder(root, user);
  if (blocked === undefined) return;
  throw new EmbeddedPostgresError(
    `as root, Postgres runs as the user nobody, who may not enter ${blocked}; name a data folder that is reachable for everybody, e.g. DARKREACH_DATA=/var/lib/darkreach`,
    false,
  );
}

/**
 * The password of a cluster, which is created first where there is none.
 *
 * @throws {EmbeddedPostgresError} when `initdb` fails, or a cluster is there and its password is not
 */
export async function initializedPassword(
  folder: PostgresFolder,
  { initdb }: PostgresBinaries,
  user: UnprivilegedUser | undefined,
): Promise<string> {
  if (existsSync(folder.cluster)) return keptPassword(folder);
  const password = randomBytes(24).toString('base64url');
  const draft = `${folder.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  const words = ['-D', join(draft, 'cluster'), '-U', POSTGRES_USER, `--pwfile=${passwordFile}`];
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'];
  try {
    await promisify(execFile)(initdb, [...words, ...options], { ...user, env: postgresEnvironment(), cwd: draft });
  } catch (error) {
    throw new EmbeddedPostgresError(`initdb failed: ${lastLines(error)}`, false, { cause: error });
  }
  // The password first: a cluster without one would be lost.
  writeFileSync(folder.password, password, { mode: 0o600 });
  renameSync(join(draft, 'cluster'), folder.cluster);
  rmSync(draft, { recursive: true, force: true });
  return password;
}

/** Nothing of the caller's environment reaches Postgres but the way to its libraries. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', ...(process.platform === 'win32' ? process.env : {}) };
}

function keptPassword({ password, cluster }: PostgresFolder): string {
  try {
    return readFileSync(password, 'utf8').trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${cluster} is there, and its password in ${password} cannot be read; restore the file, or move the folder away to begin anew`,
      false,
      { cause: error },
    );
  }
}

function lastLines(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr === undefined || stderr === '' ? message : stderr).trim().split('\n').slice(-4).join(' | ');
}
