import { createServer, type AddressInfo } from 'node:net';

/**
 * Ports from which a free one is drawn: below those that systems give to outgoing connections (from 32768 on Linux, from
 * 49152 elsewhere), one of which could have taken the port again before a server listens there.
 */
const LOWEST = 15_000;
const HIGHEST = 32_000;
const TRIES = 50;

/** The port, if nobody listens there on 127.0.0.1, or else one that is free; 0 asks for any. */
export async function freePort(wanted = 0): Promise<number> {
  const found = wanted === 0 ? undefined : await tryPort(wanted);
  if (found !== undefined) return found;
  for (let i = 0; i < TRIES; i++) {
    const port = await tryPort(LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST)));
    if (port !== undefined) return port;
  }
  return (await tryPort(0)) ?? wanted;
}

/** Binds a port for a moment; undefined when it is taken. */
export function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
