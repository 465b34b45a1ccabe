import 'reflect-metadata';
import { ConsoleLogger, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Compute } from './compute/compute.js';
import { ThreadCompute } from './compute/thread-compute.js';
import { readConfig, type WorkerConfig } from './config/worker-config.js';
import { CoordinatorLink } from './coordinator/coordinator-link.js';
import { EndRequest, type EndReason } from './end-request.js';
import { serveMetrics } from './metrics/serve-metrics.js';
import { HeldLeases } from './shards/held-leases.js';
import { Speed } from './shards/speed.js';
import { WorkerLife } from './worker-life.js';
import { WorkerModule } from './worker.module.js';

export interface StartWorkerOptions {
  /** From the environment unless given. */
  readonly config?: WorkerConfig;
  /** Threads unless given. */
  readonly compute?: Compute;
  readonly logger?: LoggerService;
}

export interface RunningWorker {
  readonly workerId: string;
  /** Resolves when the coordinator wants the worker to end, or does not want it at all. */
  readonly asked: Promise<EndReason>;
  /** Finishes what fits the grace period, gives the rest back, and ends within it. */
  stop(): Promise<void>;
}

/**
 * Starts a worker in this process. It is ready when its device is open; it registers, and waits for the coordinator and the
 * queue, by itself.
 * @throws ConfigError for an environment that cannot be, RunnerError for a device that does not open
 */
export async function startWorker(options: StartWorkerOptions = {}): Promise<RunningWorker> {
  const config = options.config ?? readConfig(process.env);
  const compute = options.compute ?? new ThreadCompute(config.threads, config.device);
  const logger = options.logger ?? workerLogger(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.of({ config, compute, logger }), {
    logger,
    abortOnError: false,
  });
  const life = app.get(WorkerLife);
  const end = app.get(EndRequest);
  const closeMetrics = await serveMetrics(config.http, app.get(Speed), app.get(HeldLeases));
  const starting = life.start().catch((error: unknown) => {
    logger.error(error instanceof Error ? error.message : String(error), undefined, 'worker');
    end.because('it could not be registered', true);
  });
  return {
    workerId: app.get(CoordinatorLink).workerId,
    asked: end.asked,
    stop: async () => {
      await life.stop();
      await starting;
      await closeMetrics();
      await app.close();
    },
  };
}

/** Lines of JSON, least grave ones left out. */
export function workerLogger({ logLevel }: WorkerConfig): LoggerService {
  const levels = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
  return new ConsoleLogger({ json: true, logLevels: levels.slice(0, levels.indexOf(logLevel) + 1) });
}
