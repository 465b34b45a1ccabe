import { Gauge, type Registry } from 'prom-client';
import type { MetricsSource } from '../desk.js';
import type { CampaignRuns } from './campaign-runs.js';
import type { EngineCounters } from './counters.js';
import type { Fleet } from './fleet.js';
import type { LiveCampaign } from './live-campaign.js';

const STATES = ['pending', 'leased', 'merged', 'quarantined'] as const;

/** What the engine knows, as Prometheus asks for it. */
export class EngineMetrics implements MetricsSource {
  constructor(
    private readonly runs: CampaignRuns,
    private readonly fleet: Fleet,
    private readonly counters: EngineCounters,
  ) {}

  register(registry: Registry): void {
    this.counters.register(registry);
    this.byPool(registry);
    this.byWorker(registry);
  }

  private byPool(registry: Registry): void {
    const { runs } = this;
    const registers = [registry];
    new Gauge({
      name: 'darkreach_queue_seconds',
      help: 'Estimated seconds of one core of what is not merged, by pool; paused campaigns left out.',
      labelNames: ['pool'],
      registers,
      collect() {
        this.reset();
        for (const live of open(runs)) this.inc({ pool: live.pool.backend }, live.counts.secondsToGo);
      },
    });
    new Gauge({
      name: 'darkreach_shards',
      help: 'Shards of the present stages of running campaigns, by state and pool.',
      labelNames: ['pool', 'state'],
      registers,
      collect() {
        this.reset();
        for (const { pool, counts } of open(runs)) {
          for (const state of STATES) this.inc({ pool: pool.backend, state }, counts[state]);
        }
      },
    });
    new Gauge({
      name: 'darkreach_jobs_outstanding',
      help: 'Shards that are in a queue or with a worker.',
      labelNames: ['pool'],
      registers,
      collect() {
        this.reset();
        for (const live of open(runs)) this.inc({ pool: live.pool.backend }, live.outstanding.size);
      },
    });
    new Gauge({
      name: 'darkreach_campaigns_running',
      help: 'Campaigns that are being computed.',
      registers,
      collect() {
        this.set(open(runs).length);
      },
    });
  }

  private byWorker(registry: Registry): void {
    const { fleet } = this;
    const registers = [registry];
    new Gauge({
      name: 'darkreach_worker_events_per_second',
      help: 'Events simulated per second, by worker.',
      labelNames: ['worker', 'pool'],
      registers,
      collect() {
        this.reset();
        for (const { id, backend, events } of fleet.active()) this.set({ worker: id, pool: backend }, events.rate());
      },
    });
    new Gauge({
      name: 'darkreach_worker_toys_per_second',
      help: 'Pseudo-experiments per second, by worker.',
      labelNames: ['worker', 'pool'],
      registers,
      collect() {
        this.reset();
        for (const { id, backend, toys } of fleet.active()) this.set({ worker: id, pool: backend }, toys.rate());
      },
    });
    new Gauge({
      name: 'darkreach_workers',
      help: 'Workers by pool and status; lost ones are those not heard of for longer than a lease.',
      labelNames: ['pool', 'status'],
      registers,
      collect() {
        this.reset();
        for (const worker of fleet.all()) {
          this.inc({ pool: worker.backend, status: fleet.isLost(worker) ? 'lost' : worker.status });
        }
      },
    });
  }
}

function open(runs: CampaignRuns): readonly LiveCampaign[] {
  return runs.all().filter((live) => live.open);
}
