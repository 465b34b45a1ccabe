import { lockFolder, startEmbeddedPostgres, type EmbeddedPostgres } from '@darkreach/cluster';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../text/error-reason.js';

/** The Postgres of a cluster of this machine. */
export interface LocalPostgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface LocalPostgresOptions {
  readonly dataFolder: string;
  readonly workers: number;
  /** A Postgres of somebody else, which is used as it is. */
  readonly url: string | undefined;
  readonly onEvent: (text: string) => void;
}

const LOOK_EVERY = 2000;

/** Starts the embedded Postgres, and again on the same port when it dies; or takes the one that is named. */
export async function openLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const { dataFolder, url } = options;
  if (url === undefined) return embedded(options);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const release = lockFolder(join(dataFolder, 'postgres-lock'), dataFolder);
  return { url, stop: async () => release() };
}

async function embedded({ dataFolder, workers, onEvent }: LocalPostgresOptions): Promise<LocalPostgres> {
  // Coordinator and workers keep a handful of connections each.
  const settings = { dataFolder, connections: 60 + 12 * workers };
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres(settings);
  const { url, port } = postgres;
  let reviving: Promise<void> | undefined;
  const revive = async () => {
    onEvent(`Postgres has ended and is started again; its log: ${join(dataFolder, 'postgres.log')}`);
    try {
      await postgres.stop();
      postgres = await startEmbeddedPostgres({ ...settings, port });
    } catch (error) {
      onEvent(errorMessage(error));
    }
  };
  const timer = setInterval(() => {
    if (reviving !== undefined || postgres.isRunning()) return;
    reviving = revive().finally(() => (reviving = undefined));
  }, LOOK_EVERY);
  timer.unref();
  return {
    url,
    stop: async () => {
      clearInterval(timer);
      await reviving;
      await postgres.stop();
    },
  };
}
