import { status } from '@grpc/grpc-js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricsSource } from '../desk.js';

/** What the edge counts, in a registry together with what the engine counts. */
export class EdgeMetrics {
  readonly registry = new Registry();
  readonly watchers: Gauge;
  readonly uploadBytes: Counter;
  readonly uploadReserved: Gauge;
  readonly #requests: Counter;
  readonly #seconds: Histogram;

  constructor(engine: MetricsSource) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: 'darkreach_' });
    this.#requests = new Counter({
      name: 'darkreach_grpc_requests_total',
      help: 'Calls that have ended, by method and status.',
      labelNames: ['method', 'code'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'darkreach_grpc_request_seconds',
      help: 'Time from the first to the last byte of a call, s.',
      labelNames: ['method'],
      buckets: [0.001, 0.005, 0.02, 0.05, 0.2, 1, 5, 30],
      registers,
    });
    this.watchers = new Gauge({ name: 'darkreach_watchers', help: 'Open WatchCampaign streams.', registers });
    this.uploadBytes = new Counter({
      name: 'darkreach_upload_bytes_total',
      help: 'Bytes of results that were received.',
      registers,
    });
    this.uploadReserved = new Gauge({
      name: 'darkreach_upload_reserved_bytes',
      help: 'Memory that is set aside for uploads under way.',
      registers,
    });
    engine.register(this.registry);
  }

  /** Counts a call; what is returned is to be called with its status, of which only the first counts. */
  begin(path: string): (code: status) => void {
    const method = path.slice(path.lastIndexOf('.') + 1);
    const since = performance.now();
    let open = true;
    return (code) => {
      if (!open) return;
      open = false;
      this.#requests.inc({ method, code: status[code] });
      this.#seconds.observe({ method }, (performance.now() - since) / 1000);
    };
  }
}
