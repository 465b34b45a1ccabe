import { checkRedisPolicy, openLedger, queueName, type Ledger, type QueueEngine } from '@darkreach/cluster';
import { openDevice } from '@darkreach/kernels';
import { projectVersion } from '@darkreach/report';
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CoordinatorConfig } from '../config/coordinator-config.js';
import type { Engine, ReadinessCheck } from '../desk.js';
import { ClusterCampaignDesk } from './campaign-desk.js';
import { CampaignLog } from './campaign-log.js';
import { CampaignRuns } from './campaign-runs.js';
import { EngineCounters } from './counters.js';
import { Dispatcher } from './dispatcher.js';
import { EngineMetrics } from './engine-metrics.js';
import { Fleet } from './fleet.js';
import { ClusterFleetDesk } from './fleet-desk.js';
import { ClusterLeaseDesk } from './lease-desk.js';
import { LimitArchive } from './limit-archive.js';
import { RequestPlanner } from './plan-request.js';
import { Queues } from './queues.js';
import { Reconciler } from './reconciler.js';
import { writeReportInThread } from './report-writer.js';
import { ClusterResultDesk } from './result-desk.js';
import { Tribunal } from './tribunal.js';
import { WatchHub } from './watch-hub.js';

/** Seconds after which a worker that holds nothing and is not heard of is forgotten. */
const FORGET_AFTER = 24 * 3600;
/** Milliseconds between two attempts to begin. */
const RETRY_AFTER = 500;

/**
 * Everything behind the edge. Returns before ledger and queue answer; what is missing is said by the checks, and begun with
 * as soon as it is there.
 */
export async function createEngine(config: CoordinatorConfig): Promise<Engine> {
  const logger = new Logger('Engine');
  const onError = (error: unknown): void => logger.warn(error instanceof Error ? error.message : String(error));
  const { version } = await projectVersion();
  const { leaseSeconds, verifyFraction } = config;
  const ledger = await openLedger(config.postgresUrl);
  const queues = new Queues(queueEngine(config));
  const fleet = new Fleet(ledger, { leaseSeconds, version, knownAnswers: await knownAnswers() });
  const log = new CampaignLog(ledger, onError);
  const dispatcher = new Dispatcher({ ledger, fleet, queue: (backend) => queues.of(backend), onError });
  const support = { ledger, fleet, dispatcher, log, version, verifyFraction };
  const runs = new CampaignRuns({ support, writeReport: writeReportInThread, onError });
  const tribunal = new Tribunal({ ledger, fleet, runs, dispatcher, log });
  const counters = new EngineCounters();
  const shared = { ledger, fleet, runs, dispatcher, log, tribunal, counters, leaseSeconds };
  const reconciler = new Reconciler({ ...shared, seconds: config.reconcileSeconds, onError });
  const hub = new WatchHub(ledger, runs, log);
  const limits = new LimitArchive(ledger);
  const planner = new RequestPlanner({ ledger, fleet, version });
  const boot = new Boot({ ledger, fleet, runs, reconciler, leaseSeconds, onError });
  const leases = new ClusterLeaseDesk({ ...shared, epoch: () => boot.epoch, queueName });
  const campaigns = new ClusterCampaignDesk({ ledger, runs, planner, log, hub, limits });
  const fleetDesk = new ClusterFleetDesk(ledger, fleet);
  void boot.begin();
  return {
    campaigns,
    leases,
    results: new ClusterResultDesk(ledger, campaigns),
    fleet: fleetDesk,
    tokens: fleetDesk,
    checks: [...ledgerChecks(ledger, boot), ...queueChecks(config, queues)],
    metrics: new EngineMetrics(runs, fleet, counters),
    stop: async () => {
      boot.stop();
      await reconciler.stop();
      await runs.stop();
      await queues.close();
      await ledger.close();
    },
  };
}

interface BootOptions {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly runs: CampaignRuns;
  readonly reconciler: Reconciler;
  readonly leaseSeconds: number;
  readonly onError: (error: unknown) => void;
}

/** Tables, epoch, workers, campaigns: what has to be there before the coordinator is of use, tried until it is. */
class Boot {
  epoch = 0;
  done = false;
  private stopped = false;

  constructor(private readonly options: BootOptions) {}

  async begin(): Promise<void> {
    while (!this.stopped && !this.done) {
      try {
        await this.once();
        this.done = true;
      } catch (error) {
        this.options.onError(error);
        await sleep(RETRY_AFTER);
      }
    }
    if (this.stopped) return;
    this.options.reconciler.start();
    await this.options.runs.takeUp();
  }

  stop(): void {
    this.stopped = true;
  }

  private async once(): Promise<void> {
    const { ledger, fleet, leaseSeconds } = this.options;
    await ledger.migrate();
    this.epoch = await ledger.openEpoch();
    // Nobody could renew while the coordinator was away.
    await ledger.leases.extendAll(1000 * leaseSeconds);
    await ledger.workers.prune(FORGET_AFTER);
    await fleet.load();
  }
}

function queueEngine({ redisUrl, postgresUrl }: CoordinatorConfig): QueueEngine {
  return redisUrl === undefined ? { postgresUrl } : { redisUrl };
}

/** What the self-test of every device has to give. */
async function knownAnswers(): Promise<string> {
  const device = await openDevice('cpu');
  try {
    return device.digest;
  } finally {
    await device.close();
  }
}

function ledgerChecks(ledger: Ledger, boot: Boot): readonly ReadinessCheck[] {
  const answers = async (): Promise<string | undefined> => {
    try {
      await ledger.ping();
      return boot.done ? undefined : 'its tables are not ready yet';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return [{ name: 'ledger', check: answers }];
}

function queueChecks({ redisUrl }: CoordinatorConfig, queues: Queues): readonly ReadinessCheck[] {
  const queue: ReadinessCheck = {
    name: 'queue',
    check: async () => {
      try {
        await (await queues.of('webasm')).counts();
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
  if (redisUrl === undefined) return [queue];
  const policy: ReadinessCheck = {
    name: 'redis-policy',
    check: async () => {
      try {
        const found = await checkRedisPolicy(redisUrl);
        if (found === 'noeviction') return undefined;
        return `maxmemory-policy is ${found}; allowed is noeviction: any other lets Redis throw jobs away`;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
  return [queue, policy];
}
