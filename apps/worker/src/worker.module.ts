import type { RunnerDevice } from '@darkreach/campaign';
import type { RegisterWorkerRequest } from '@darkreach/cluster';
import { projectVersion } from '@darkreach/report';
import { Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import type { Compute } from './compute/compute.js';
import type { WorkerConfig } from './config/worker-config.js';
import { CampaignCache } from './coordinator/campaign-cache.js';
import { connectCoordinator, introduce } from './coordinator/connect.js';
import { CoordinatorLink } from './coordinator/coordinator-link.js';
import { EndRequest } from './end-request.js';
import { Heartbeat } from './shards/heartbeat.js';
import { HeldLeases } from './shards/held-leases.js';
import { ShardWork } from './shards/shard-work.js';
import { Speed } from './shards/speed.js';
import { WorkerLife } from './worker-life.js';

export interface WorkerParts {
  readonly config: WorkerConfig;
  readonly compute: Compute;
  readonly logger: LoggerService;
}

/** Who the worker is, known when its device is open. */
const IDENTITY = Symbol('identity');

interface Identity {
  readonly device: RunnerDevice;
  readonly me: RegisterWorkerRequest;
}

/** The parts of a worker. Nothing in it decides anything: it says who is given what. */
@Module({})
export class WorkerModule {
  static of(parts: WorkerParts): DynamicModule {
    return { module: WorkerModule, providers: [...coordinatorProviders(parts), ...shardProviders(parts)] };
  }
}

function coordinatorProviders({ config, compute }: WorkerParts): NonNullable<DynamicModule['providers']> {
  return [
    EndRequest,
    HeldLeases,
    { provide: Speed, useFactory: () => new Speed(compute.threads) },
    {
      provide: IDENTITY,
      useFactory: async (): Promise<Identity> => {
        const [device, { version }] = await Promise.all([compute.open(), projectVersion()]);
        return { device, me: introduce(device, compute.threads, version) };
      },
    },
    {
      provide: CoordinatorLink,
      inject: [IDENTITY],
      useFactory: ({ me }: Identity) => connectCoordinator(config, me),
    },
    {
      provide: CampaignCache,
      inject: [CoordinatorLink, IDENTITY],
      useFactory: (link: CoordinatorLink, { device, me }: Identity) => new CampaignCache(link, device, me.version),
    },
  ];
}

function shardProviders({ config, compute, logger }: WorkerParts): NonNullable<DynamicModule['providers']> {
  return [
    {
      provide: Heartbeat,
      inject: [CoordinatorLink, HeldLeases, Speed, EndRequest],
      useFactory: (link: CoordinatorLink, leases: HeldLeases, speed: Speed, end: EndRequest) =>
        new Heartbeat({
          link,
          leases,
          speed,
          logger,
          onDrain: () => end.because('drained by the coordinator'),
          onRefused: (why) => end.because(`refused by the coordinator: ${why}`, true),
        }),
    },
    {
      provide: WorkerLife,
      inject: [CoordinatorLink, CampaignCache, Heartbeat, HeldLeases, Speed],
      useFactory: (
        link: CoordinatorLink,
        campaigns: CampaignCache,
        heartbeat: Heartbeat,
        leases: HeldLeases,
        speed: Speed,
      ) => {
        const { shardSeconds } = config;
        const onExcluded = (): void => life.exclude();
        const work = new ShardWork({ link, campaigns, compute, leases, speed, logger, shardSeconds, onExcluded });
        const life = new WorkerLife({ config, compute, link, heartbeat, work, leases, speed, logger });
        return life;
      },
    },
  ];
}
