import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { lockFolder } from './folder-lock.js';
import { freePort, tryPort } from './free-port.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import {
  initializedPassword,
  openPostgresFolder,
  POSTGRES_USER,
  postgresEnvironment,
  type PostgresFolder,
} from './postgres-folder.js';
import { postgresSettings } from './postgres-settings.js';
import { disarmStaleFile, runningPostmaster } from './postmaster-file.js';
import { stopPostgres } from './stop-postgres.js';
import { unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.js';

export interface EmbeddedPostgresOptions {
  /** Everything of it lies in this folder, which is made if need be. */
  readonly dataFolder: string;
  /** On 127.0.0.1; the one of the last time, or a free one, unless given. */
  readonly port?: number;
  /** Most connections at the same time; 100 unless given. */
  readonly connections?: number;
}

/** A Postgres that runs. It outlives this process if that is killed; the next start on the folder adopts it. */
export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/postgres` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when it was running already. */
  readonly adopted: boolean;
  /** False once it has ended by itself; `stop()` and a new start bring it back. */
  readonly isRunning: () => boolean;
  /** Ends it in good order (open transactions are rolled back) and frees the folder. May be called twice. */
  readonly stop: () => Promise<void>;
}

/** A crash is recovered from before Postgres answers. */
const READY_WITHIN = 60_000;
const POLL_EVERY = 15;
const START_TRIES = 5;

/**
 * Starts Postgres in a data folder, or adopts the one that a killed process has left running there.
 *
 * @throws {EmbeddedPostgresError} when there are no binaries, the folder is in use, or Postgres does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = unprivilegedUser();
  const folder = openPostgresFolder(options.dataFolder, user);
  const release = lockFolder(folder.lock, folder.root);
  try {
    const binaries = postgresBinaries(folder.root, user);
    const password = await initializedPassword(folder, binaries, user);
    const adopted = await adopt(folder, password);
    const server = adopted ?? (await launch({ folder, binaries, user, password, options }));
    let stopping: Promise<void> | undefined;
    return {
      url: connectionUrl(server.port, password),
      ...server,
      adopted: adopted !== undefined,
      isRunning: () => runningPostmaster(folder.cluster)?.pid === server.pid,
      stop: () => (stopping ??= stopPostgres(server.pid, binaries).finally(release)),
    };
  } catch (error) {
    release();
    throw error;
  }
}

interface Server {
  readonly pid: number;
  readonly port: number;
}

/** Waits for the Postgres that runs on this folder, if one does: until it answers, or until it has ended. */
async function adopt({ cluster, log }: PostgresFolder, password: string): Promise<Server | undefined> {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline) {
    const found = runningPostmaster(cluster);
    if (found === undefined) return undefined;
    if (found.ready && (await answers(found.port, password))) return found;
    await delay(10 * POLL_EVERY);
  }
  throw new EmbeddedPostgresError(`the Postgres that runs in ${cluster} does not answer; ${log} may say why`, true);
}

interface Launch {
  readonly folder: PostgresFolder;
  readonly binaries: PostgresBinaries;
  readonly user: UnprivilegedUser | undefined;
  readonly password: string;
  readonly options: EmbeddedPostgresOptions;
}

async function launch(launched: Launch): Promise<Server> {
  const { folder, options } = launched;
  for (let i = 1; ; i += 1) {
    const port = await choosePort(folder, options.port);
    disarmStaleFile(folder.cluster);
    rotateLog(folder.log);
    if (await comesUp(launched, port)) {
      writeFileSync(folder.port, `${port}\n`);
      const pid = runningPostmaster(folder.cluster)?.pid;
      if (pid !== undefined) return { pid, port };
    }
    const log = readFileSync(folder.log, 'utf8');
    // Backends of a killed predecessor take a moment to notice; a port may be taken between the question and its use.
    const passing = /shared memory block|could not bind|Address already in use/.test(log);
    if (!passing || i >= START_TRIES) throw didNotStart(folder.log, log);
    await delay(300);
  }
}

function didNotStart(path: string, log: string): EmbeddedPostgresError {
  const said = log.trim().split('\n').slice(-4).join(' | ');
  return new EmbeddedPostgresError(`Postgres did not start; ${path} ends with: ${said}`, true);
}

async function comesUp({ folder, binaries, user, password, options }: Launch, port: number): Promise<boolean> {
  const log = openSync(folder.log, 'a', 0o600);
  const words = ['-D', folder.cluster, ...postgresSettings(port, options.connections ?? 100)];
  // Its own process group: Ctrl-C is for us, who stop it after those that use it.
  const child = spawn(binaries.postgres, words, {
    ...user,
    cwd: folder.cluster,
    env: postgresEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  child.once('error', (error) => {
    appendFileSync(folder.log, `${error.message}\n`);
    ended.abort();
  });
  child.unref();
  const deadline = Date.now() + READY_WITHIN;
  while (!ended.signal.aborted && Date.now() < deadline) {
    if (runningPostmaster(folder.cluster)?.ready === true && (await answers(port, password))) return true;
    await delay(POLL_EVERY);
  }
  child.kill('SIGQUIT');
  return false;
}

async function choosePort({ port: file }: PostgresFolder, wanted: number | undefined): Promise<number> {
  if (wanted === undefined || wanted === 0) {
    const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    return freePort(Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0);
  }
  if ((await tryPort(wanted)) !== undefined) return wanted;
  throw new EmbeddedPostgresError(`port ${wanted} is taken on 127.0.0.1; name another one, or none`, true);
}

function rotateLog(log: string): void {
  if (existsSync(`${log}.1`)) renameSync(`${log}.1`, `${log}.2`);
  if (existsSync(log)) renameSync(log, `${log}.1`);
}

async function answers(port: number, password: string): Promise<boolean> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: connectionUrl(port, password), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connectionUrl(port: number, password: string): string {
  return `postgres://${POSTGRES_USER}:${password}@127.0.0.1:${port}/postgres`;
}
