import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { HeldLeases } from '../shards/held-leases.js';
import type { Speed } from '../shards/speed.js';

/**
 * Serves /metrics and /healthz at `host:port`; nothing where there is no address.
 * @returns what ends it
 */
export async function serveMetrics(
  address: string | undefined,
  speed: Speed,
  leases: HeldLeases,
): Promise<() => Promise<void>> {
  if (address === undefined) return () => Promise.resolve();
  const registry = metricsOf(speed, leases);
  const server = createServer(answerFrom(registry));
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replaceAll(/^\[|\]$/g, '');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(address.slice(colon + 1)), host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  process.stderr.write(`metrics at http://${address.slice(0, colon)}:${port}/metrics\n`);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

function metricsOf(speed: Speed, leases: HeldLeases): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const total = (name: string, help: string, value: () => number): void => {
    const counter = new Counter({
      name,
      help,
      registers: [registry],
      collect: () => {
        counter.reset();
        counter.inc(value());
      },
    });
  };
  total('darkreach_worker_events_total', 'Events simulated.', () => speed.events);
  total('darkreach_worker_toys_total', 'Pseudo-experiments made.', () => speed.toys);
  total('darkreach_worker_shards_total', 'Shards computed.', () => speed.shards);
  const held: Gauge = new Gauge({
    name: 'darkreach_worker_leases',
    help: 'Leases held.',
    registers: [registry],
    collect: () => {
      held.set(leases.all.length);
    },
  });
  return registry;
}

function answerFrom(registry: Registry): RequestListener {
  return ({ url }, response) => {
    if (url === '/healthz') response.end('ok\n');
    else if (url === '/metrics') {
      response.setHeader('content-type', registry.contentType);
      registry.metrics().then(
        (text) => response.end(text),
        () => response.writeHead(500).end(),
      );
    } else response.writeHead(404).end();
  };
}
