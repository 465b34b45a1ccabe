// A cluster of real processes: Postgres, Redis where it is the queue, one coordinator, some workers.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../dist/libs/cluster/src/index.js';
import { until } from '../wait.mjs';
import { Calls } from './calls.mjs';
import { Links } from './links.mjs';
import { PostgresServer } from './postgres.mjs';
import { Program } from './program.mjs';
import { RedisServer } from './redis.mjs';
import { SmallDisk } from './small-disk.mjs';

const main = (app) => fileURLToPath(new URL(`../../../dist/apps/${app}/src/main.js`, import.meta.url));

const OPERATOR = 'operator-of-the-fault-tests';
const WORKER = 'worker-of-the-fault-tests';
/** Workers that there may be. */
export const SLOTS = 4;
export const LEASE_SECONDS = 2;

export class Cluster {
  workers = [];
  links = [];

  /** @param options engine ('postgres' or 'redis'), folder, smallDisk (Postgres has one that can be filled) */
  constructor({ engine, folder, smallDisk = false }) {
    this.engine = engine;
    this.folder = folder;
    this.markers = join(folder, 'markers');
    this.temporary = join(folder, 'tmp');
    for (const path of [folder, this.markers, this.temporary]) mkdirSync(path, { recursive: true });
    const dataFolder = join(folder, 'postgres');
    if (smallDisk) this.disk = new SmallDisk(dataFolder);
    this.postgres = new PostgresServer({ dataFolder, connections: 100 });
  }

  async start() {
    await this.postgres.start();
    if (this.engine === 'redis') {
      this.redis = new RedisServer({ folder: join(this.folder, 'redis'), port: await freePort(0) });
      await this.redis.start();
    }
    this.grpcPort = await freePort(0);
    this.httpPort = await freePort(0);
    this.operator = new Calls(`127.0.0.1:${this.grpcPort}`, OPERATOR);
    this.worker = new Calls(`127.0.0.1:${this.grpcPort}`, WORKER);
    this.coordinator = this.#program('coordinator', 'coordinator', this.#coordinatorEnvironment());
    this.coordinator.start();
    for (let i = 0; i < SLOTS; i += 1) {
      const links = new Links({ coordinator: this.grpcPort, queue: this.redis?.port ?? this.postgres.port });
      await links.open();
      this.links.push(links);
      this.workers.push(this.#program(`worker-${i}`, 'worker', this.workerEnvironment(i)));
    }
    await this.ready();
  }

  /** So many workers, those with the lowest numbers. */
  async scale(count) {
    this.size = count;
    await Promise.all(this.workers.slice(count).map((worker) => worker.stop()));
    this.workers.slice(0, count).forEach((worker) => worker.start());
  }

  /** Workers that there should be. */
  get crew() {
    return this.workers.slice(0, this.size);
  }

  /** The coordinator serves. */
  async ready() {
    await until('the coordinator is ready', () => this.isReady(), { within: 120_000 });
  }

  /** Every worker takes jobs. */
  async crewReady() {
    const takesJobs = () => this.crew.every((worker) => worker.logged(/takes jobs/) !== undefined);
    await until('every worker takes jobs', takesJobs, { within: 120_000, every: 100 });
  }

  async isReady() {
    const answer = await globalThis.fetch(`http://127.0.0.1:${this.httpPort}/readyz`, {
      signal: globalThis.AbortSignal.timeout(2000),
    });
    await answer.arrayBuffer();
    return answer.ok;
  }

  /** As before the fault: everything runs, nobody is armed, every link is good. */
  async repair() {
    this.links.forEach((links) => links.each((proxy) => proxy.mend()));
    if (!this.postgres.alive) await this.postgres.revive();
    if (this.redis && !this.redis.program.running) this.redis.program.start();
    if (this.redis) await this.redis.ready();
    for (const program of [this.coordinator, ...this.crew]) {
      program.signal('SIGCONT');
      program.disarm();
      if (program.extra) await program.restart();
      else program.start();
    }
    await this.ready();
  }

  async stop() {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    this.operator?.close();
    this.worker?.close();
    await this.coordinator?.stop();
    await Promise.all(this.links.map((links) => links.close()));
    await this.redis?.stop();
    await this.postgres.stop();
    this.disk?.close();
  }

  /** Another connection of a worker. */
  newWorkerCalls() {
    return new Calls(`127.0.0.1:${this.grpcPort}`, WORKER);
  }

  command(app) {
    return { command: process.execPath, args: [main(app)] };
  }

  /** Environment of a worker, whose links may be others than those of its slot. */
  workerEnvironment(slot, links = this.links[slot]) {
    const queue = new URL(this.redis?.url ?? this.postgres.url);
    queue.hostname = links.host;
    queue.port = `${links.queue.port}`;
    return {
      ...this.#environment(`worker-${slot}`),
      DARKREACH_COORDINATOR: `${links.host}:${links.coordinator.port}`,
      DARKREACH_TOKEN: WORKER,
      [this.redis ? 'DARKREACH_REDIS_URL' : 'DARKREACH_POSTGRES_URL']: queue.href,
      DARKREACH_WORKER_THREADS: '1',
      DARKREACH_DEVICE: 'webasm',
      ...(links.host === '127.0.0.1' ? {} : { DARKREACH_INSECURE: '1' }),
    };
  }

  #coordinatorEnvironment() {
    return {
      ...this.#environment('coordinator'),
      DARKREACH_POSTGRES_URL: this.postgres.url,
      ...(this.redis && { DARKREACH_REDIS_URL: this.redis.url }),
      DARKREACH_GRPC_ADDRESS: `127.0.0.1:${this.grpcPort}`,
      DARKREACH_HTTP_ADDRESS: `127.0.0.1:${this.httpPort}`,
      DARKREACH_OPERATOR_TOKEN: OPERATOR,
      DARKREACH_WORKER_TOKEN: WORKER,
      DARKREACH_LEASE_SECONDS: `${LEASE_SECONDS}`,
      DARKREACH_RECONCILE_SECONDS: '1',
    };
  }

  #environment(name) {
    const { PATH, HOME } = process.env;
    return {
      PATH,
      HOME,
      TMPDIR: this.temporary,
      DARKREACH_PARENT_PIPE: '1',
      DARKREACH_GRACE_SECONDS: '5',
      DARKREACH_FAILPOINT_DIR: this.markers,
      DARKREACH_FAILPOINTS: `@${this.#failpoints(name)}`,
    };
  }

  #failpoints(name) {
    return join(this.folder, `${name}.failpoints`);
  }

  #program(name, app, env) {
    const failpoints = this.#failpoints(name);
    return new Program({ name, ...this.command(app), env, log: join(this.folder, `${name}.log`), failpoints });
  }
}
