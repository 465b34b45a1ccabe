import type { FailureKind } from '@darkreach/cluster';
import { Counter, Histogram, type Registry } from 'prom-client';

/** What the engine counts as it happens. */
export class EngineCounters {
  private readonly reports = new Counter({
    name: 'darkreach_shard_reports_total',
    help: 'Results of shards by what became of them.',
    labelNames: ['outcome'],
    registers: [],
  });
  private readonly mergeSeconds = new Histogram({
    name: 'darkreach_merge_seconds',
    help: 'From the last byte of a result to its durable merge, seconds.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [],
  });
  private readonly failures = new Counter({
    name: 'darkreach_shard_failures_total',
    help: 'Attempts that ended without a result, by kind.',
    labelNames: ['kind'],
    registers: [],
  });
  private readonly expiries = new Counter({
    name: 'darkreach_lease_expiries_total',
    help: 'Leases that ran out.',
    registers: [],
  });

  register(registry: Registry): void {
    registry.registerMetric(this.reports);
    registry.registerMetric(this.mergeSeconds);
    registry.registerMetric(this.failures);
    registry.registerMetric(this.expiries);
  }

  reported(outcome: 'accepted' | 'duplicate' | 'conflict' | 'stale', seconds: number): void {
    this.reports.inc({ outcome });
    this.mergeSeconds.observe(seconds);
  }

  failed(kind: FailureKind): void {
    this.failures.inc({ kind });
  }

  expired(): void {
    this.expiries.inc();
  }
}
