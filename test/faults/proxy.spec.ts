import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TcpProxy } from './proxy.mjs';

/** Says back what it hears. */
async function echoServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

class Caller {
  heard = '';
  error = '';
  readonly socket: Socket;

  constructor(port: number) {
    this.socket = connect({ host: '127.0.0.1', port });
    this.socket.on('data', (data) => (this.heard += data.toString()));
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.error = error.code ?? ''));
  }

  async hears(text: string): Promise<void> {
    for (let i = 0; i < 200 && this.heard !== text; i += 1) await sleep(10);
    expect(this.heard).toBe(text);
  }

  async isReset(): Promise<void> {
    for (let i = 0; i < 200 && !this.socket.destroyed; i += 1) await sleep(10);
    expect(this.error).toBe('ECONNRESET');
  }
}

describe('the proxy', () => {
  let server: Server;
  let proxy: TcpProxy;
  let caller: Caller;

  beforeEach(async () => {
    server = await echoServer();
    const { port } = server.address() as { port: number };
    proxy = new TcpProxy({ host: '127.0.0.1', port });
    caller = new Caller(await proxy.listen());
  });

  afterEach(async () => {
    caller.socket.destroy();
    await proxy.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('passes on what is said, and the end of it', async () => {
    caller.socket.write('good ');
    caller.socket.end('day');
    await caller.hears('good day');
    for (let i = 0; i < 100 && !caller.socket.closed; i += 1) await sleep(10);
    expect(proxy.counts).toMatchObject({ connections: 1, bytes: 16, resets: 0 });
    expect(proxy.links).toBe(0);
  });

  it('makes a link slow, and keeps the order', async () => {
    proxy.slow(60);
    const begin = performance.now();
    caller.socket.write('a');
    await sleep(5);
    caller.socket.write('b');
    await caller.hears('ab');
    expect(performance.now() - begin).toBeGreaterThan(110);
    expect(proxy.counts.delayed).toBeGreaterThanOrEqual(2);
  });

  it('cuts a link; when it is mended everything arrives', async () => {
    caller.socket.write('before ');
    await caller.hears('before ');
    proxy.cut();
    caller.socket.write('during ');
    await sleep(80);
    expect(caller.heard).toBe('before ');
    expect(proxy.counts.held).toBe(7);
    proxy.mend();
    caller.socket.write('after');
    await caller.hears('before during after');
  });

  it('leaves a link half open; when it is mended it is reset, and a new one works', async () => {
    proxy.halfOpen();
    caller.socket.write('lost');
    await sleep(80);
    expect(caller.heard).toBe('');
    expect(proxy.counts.dropped).toBe(4);
    proxy.mend();
    await caller.isReset();
    const second = new Caller(proxy.port);
    second.socket.write('again');
    await second.hears('again');
    second.socket.destroy();
  });

  it('resets every connection', async () => {
    caller.socket.write('x');
    await caller.hears('x');
    proxy.reset();
    await caller.isReset();
    expect(proxy.counts.resets).toBe(1);
  });
});
