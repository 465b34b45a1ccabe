// The ledger's Postgres: the embedded one, with a launcher that brings it back.
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../dist/libs/cluster/src/index.js';
import { until } from '../wait.mjs';

export class PostgresServer {
  #options;
  #server;
  #pool;
  #reviving;

  constructor(options) {
    this.#options = options;
  }

  get url() {
    return this.#server.url;
  }

  get port() {
    return this.#server.port;
  }

  get pid() {
    return this.#server.pid;
  }

  async start() {
    this.#server = await startEmbeddedPostgres(this.#options);
    this.#options = { ...this.#options, port: this.#server.port };
    this.#pool = new pg.Pool({
      connectionString: this.#server.url,
      max: 2,
      application_name: 'driver',
      connectionTimeoutMillis: 3000,
    });
    this.#pool.on('error', () => undefined);
  }

  /** Rows; an error while it is away. */
  async rows(text, values = []) {
    return (await this.#pool.query(text, values)).rows;
  }

  get alive() {
    return this.#server?.isRunning() ?? false;
  }

  /** Immediate shutdown: no checkpoint, connections are dropped; the next start recovers from the log. */
  quit() {
    process.kill(this.#server.pid, 'SIGQUIT');
  }

  /** Brings it back after it has ended. */
  revive() {
    this.#reviving ??= this.#revive().finally(() => (this.#reviving = undefined));
    return this.#reviving;
  }

  async answers() {
    await until('Postgres answers', async () => (await this.rows('select 1')).length === 1);
  }

  async stop() {
    await this.#pool?.end().catch(() => undefined);
    await this.#server?.stop();
  }

  async #revive() {
    await until('Postgres has ended', () => !this.#server.isRunning());
    await this.#server.stop().catch(() => undefined);
    this.#server = await startEmbeddedPostgres(this.#options);
    await this.answers();
  }
}
