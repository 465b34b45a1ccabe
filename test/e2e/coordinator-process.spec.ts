import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/apps/coordinator/src/main.js', import.meta.url));

/** Nobody listens there: the coordinator has to live, and to say so, all the same. */
const NO_LEDGER = { DARKREACH_POSTGRES_URL: 'postgres://nobody:none@127.0.0.1:1/none' };
const FREE_PORTS = { DARKREACH_GRPC_ADDRESS: '127.0.0.1:0', DARKREACH_HTTP_ADDRESS: '127.0.0.1:0' };

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly text: () => string;
  readonly exit: Promise<number | null>;
}

let running: Running | undefined;

/** It ends with this test, whatever happens: its standard input is a pipe of this process. */
function start(environment: Readonly<Record<string, string>>, ...words: readonly string[]): Running {
  const env = { PATH: process.env['PATH'] ?? '', DARKREACH_PARENT_PIPE: '1', ...environment };
  const child = spawn(process.execPath, [PROGRAM, ...words], { env });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  running = { child, text: () => text, exit };
  return running;
}

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.exit;
});

/** The HTTP port, once the coordinator has said it. */
async function httpPort({ child, text }: Running): Promise<string> {
  while (child.exitCode === null) {
    const port = /listening: .* HTTP 127\.0\.0\.1:(\d+)/.exec(text())?.[1];
    if (port !== undefined) return port;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the coordinator has ended: ${text()}`);
}

describe('the coordinator as a program', () => {
  it('prints its environment with --help', async () => {
    const { text, exit } = start({}, '--help');
    expect(await exit).toBe(0);
    expect(text()).toMatch(/DARKREACH_LEASE_SECONDS +30 +A lease that is not renewed/);
  });

  it.each([
    ['without a ledger', {}, [], 'DARKREACH_POSTGRES_URL: not set'],
    ['in plaintext for everybody', { ...NO_LEDGER, DARKREACH_GRPC_ADDRESS: '0.0.0.0:0' }, [], 'DARKREACH_INSECURE=1'],
    ['with a word it does not know', NO_LEDGER, ['--hlep'], '--hlep: not known; allowed: --help'],
  ])('does not start %s, and ends with 2', async (_, environment, words, message) => {
    const { text, exit } = start(environment, ...words);
    expect(await exit).toBe(2);
    expect(text()).toContain(message);
  });

  it('lives and is not ready while its ledger is not there, and ends in order by SIGTERM', async () => {
    const coordinator = start({ ...NO_LEDGER, ...FREE_PORTS });
    const port = await httpPort(coordinator);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ ready: false });
    coordinator.child.kill('SIGTERM');
    expect(await coordinator.exit).toBe(0);
    // Whatever is said from the first line on is structured.
    for (const line of coordinator.text().trim().split('\n')) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), message: expect.any(String) });
    }
  });

  it('ends when its supervisor has gone', async () => {
    const coordinator = start({ ...NO_LEDGER, ...FREE_PORTS });
    await httpPort(coordinator);
    coordinator.child.stdin.end();
    expect(await coordinator.exit).toBe(0);
    expect(coordinator.text()).toContain('ending: its supervisor has gone');
  });
});
