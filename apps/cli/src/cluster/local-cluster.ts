import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ClusterStartError } from '../errors.js';
import { coordinatorEnvironment, workerEnvironment, type ChildSettings } from './child-environment.js';
import { removeClusterFile, writeClusterFile } from './cluster-file.js';
import { clusterSecrets, type ClusterSecrets } from './cluster-secrets.js';
import { openLocalPostgres, type LocalPostgres } from './local-postgres.js';
import { SupervisedProcess } from './supervised-process.js';

export interface LocalClusterOptions {
  readonly dataFolder: string;
  /** Processes of one thread each. */
  readonly workers: number;
  /** `auto`, `webgpu`, `webasm` or `cpu`. */
  readonly device: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Told in a sentence what has gone wrong and what is done about it. */
  readonly onEvent: (text: string) => void;
}

/** Program of an app, beside this one. */
const program = (app: string) => fileURLToPath(new URL(`../../../${app}/src/main.js`, import.meta.url));

const READY_WITHIN = 90_000;
/** A coordinator that ends so often before it is ready will not get there. */
const MOST_ENDS = 3;
/** Milliseconds on top of the grace that programs have been given. */
const PATIENCE = 8000;

/** A whole cluster on this machine: Postgres, coordinator and workers, supervised by this process. */
export class LocalCluster {
  private constructor(
    private readonly options: LocalClusterOptions,
    private readonly secrets: ClusterSecrets,
    private readonly postgres: LocalPostgres,
    private readonly coordinator: SupervisedProcess,
    private readonly workers: readonly SupervisedProcess[],
  ) {}

  /**
   * Starts everything; when it returns the coordinator answers and `cluster.json` is written.
   *
   * @throws {EmbeddedPostgresError} when the data folder is in use or Postgres does not start
   * @throws {ClusterStartError} when the coordinator does not come up
   */
  static async start(options: LocalClusterOptions): Promise<LocalCluster> {
    const { dataFolder, workers, environment, device, onEvent } = options;
    const url = environment['DARKREACH_POSTGRES_URL'];
    const postgres = await openLocalPostgres({ dataFolder, workers, url: url === '' ? undefined : url, onEvent });
    try {
      const secrets = await clusterSecrets(dataFolder);
      const settings = { environment, secrets, postgresUrl: postgres.url, device };
      const cluster = new LocalCluster(
        options,
        secrets,
        postgres,
        ...supervised(settings, join(dataFolder, 'logs'), workers, onEvent),
      );
      await cluster.open();
      return cluster;
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  /** gRPC, `host:port`. */
  get server(): string {
    return `127.0.0.1:${this.secrets.grpcPort}`;
  }

  get http(): string {
    return `127.0.0.1:${this.secrets.httpPort}`;
  }

  /** Of an operator. */
  get token(): string {
    return this.secrets.operatorToken;
  }

  /** Ends the workers, then the coordinator, then Postgres; what is not finished stays in the ledger. */
  async stop(): Promise<void> {
    removeClusterFile(this.options.dataFolder);
    await this.stopPrograms();
    await this.postgres.stop();
  }

  private async open(): Promise<void> {
    try {
      this.coordinator.start();
      await this.ready();
    } catch (error) {
      await this.stopPrograms();
      throw error;
    }
    // Workers need the tables that the coordinator makes.
    this.workers.forEach((worker) => worker.start());
    writeClusterFile(this.options.dataFolder, { server: this.server, http: this.http, token: this.token });
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN;
    while (!(await this.answers())) {
      if (this.coordinator.ends >= MOST_ENDS || Date.now() > deadline) {
        throw new ClusterStartError(`the coordinator does not start; it said last: ${this.coordinator.lastWords()}`);
      }
      await delay(50);
    }
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`http://${this.http}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
    } catch {
      return false;
    }
  }

  private async stopPrograms(): Promise<void> {
    const grace = Number(this.options.environment['DARKREACH_GRACE_SECONDS'] ?? 2) * 1000 + PATIENCE;
    await Promise.all(this.workers.map((worker) => worker.stop(grace)));
    await this.coordinator.stop(grace);
  }
}

function supervised(
  settings: ChildSettings,
  logs: string,
  workers: number,
  onEvent: (text: string) => void,
): [coordinator: SupervisedProcess, workers: readonly SupervisedProcess[]] {
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const make = (name: string, app: string, environment: NodeJS.ProcessEnv) =>
    new SupervisedProcess({
      name,
      program: program(app),
      environment,
      log: join(logs, `${name.replace(' ', '-')}.log`),
      onEvent,
    });
  return [
    make('coordinator', 'coordinator', coordinatorEnvironment(settings)),
    Array.from({ length: workers }, (_, i) => make(`worker ${i + 1}`, 'worker', workerEnvironment(settings))),
  ];
}
