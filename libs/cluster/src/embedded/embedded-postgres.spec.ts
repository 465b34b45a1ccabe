import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { sourceProgram } from '../../fixtures/source-program.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

let parent = '';
let folder = '';
const running = new Set<EmbeddedPostgres>();

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'darkreach-postgres-'));
  // Root runs Postgres as nobody, who has to get there.
  chmodSync(parent, 0o755);
  folder = join(parent, 'data');
});
afterEach(async () => {
  await Promise.all([...running].map((postgres) => postgres.stop()));
  running.clear();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function start(options: { port?: number; dataFolder?: string } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, ...options });
  running.add(postgres);
  return postgres;
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

/** Words for node that run a few lines which may call `start()` as another process. */
function program(text: string): readonly string[] {
  const start = `const start = () => startEmbeddedPostgres(${JSON.stringify({ dataFolder: folder })});`;
  return sourceProgram(
    new URL('./', import.meta.url),
    join(parent, 'program'),
    `import { startEmbeddedPostgres } from './embedded-postgres.js';\n${start}\n${text}\n`,
  );
}

describe('startEmbeddedPostgres', () => {
  it('is ready in a few seconds from nothing, and durable', async () => {
    const started = performance.now();
    const { url } = await start();
    // About 1.7 s on an idle machine.
    expect(performance.now() - started).toBeLessThan(15_000);
    const names = ['fsync', 'synchronous_commit', 'shared_buffers', 'max_connections', 'listen_addresses'];
    const settings = await Promise.all(names.map((name) => ask(url, `show ${name}`)));
    expect(settings.flat()).toEqual(['on', 'on', '64MB', '100', '127.0.0.1']);
    expect(await ask(url, 'show unix_socket_directories')).toEqual(['']);
  });

  it('keeps data, port and password over a restart', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(first.isRunning()).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(second.adopted).toBe(false);
    expect(await ask(second.url, 'select answer from kept')).toEqual([42]);
  });

  it('lets nobody in without the password, which only the owner may read', async () => {
    const { url, port } = await start();
    await expect(ask(`postgres://darkreach@127.0.0.1:${port}/postgres`, 'select 1')).rejects.toThrow();
    await expect(ask(`postgres://darkreach:wrong@127.0.0.1:${port}/postgres`, 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    const file = join(folder, 'postgres-password');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(url).toContain(readFileSync(file, 'utf8'));
    expect(await ask(url, 'select distinct auth_method from pg_hba_file_rules')).toEqual(['scram-sha-256']);
  });

  it('refuses a folder that is in use, from this process and from another', async () => {
    await start();
    await expect(start()).rejects.toThrow(`in use by process ${process.pid}`);
    const { stdout } = await promisify(execFile)(process.execPath, program('console.log(await start().catch(String))'));
    expect(stdout).toContain(`in use by process ${process.pid}`);
  });

  it('adopts the one that a killed process has left running', async () => {
    const text =
      'const { pid, port } = await start(); console.log(JSON.stringify({ pid, port })); setInterval(start, 1e6)';
    const child = spawn(process.execPath, program(text), { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const adopted = await start();
    expect({ pid: adopted.pid, port: adopted.port }).toEqual(JSON.parse(line));
    expect(adopted.adopted).toBe(true);
    expect(await ask(adopted.url, 'select answer from kept')).toEqual([42]);
    await adopted.stop();
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('comes back after Postgres itself was killed, with what had been committed', async () => {
    const first = await start();
    await ask(first.url, 'insert into kept values (43)');
    process.kill(first.pid, 'SIGKILL');
    while (first.isRunning()) await new Promise((resolve) => setTimeout(resolve, 10));
    await first.stop();
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await ask(second.url, 'select answer from kept order by 1')).toEqual([42, 43]);
  });

  it('is not held up by a pid file whose number has another program by now', async () => {
    const first = await start();
    await first.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const lines = [stranger.pid, join(folder, 'postgres'), 1, first.port, '', '127.0.0.1', '   12345   1', 'ready   '];
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`);
    try {
      const second = await start();
      expect(second.adopted).toBe(false);
      expect(await ask(second.url, 'select 1')).toEqual([1]);
    } finally {
      stranger.kill();
    }
  });

  it('takes another port when that of the last time is taken, but not when it was asked for', async () => {
    const { port, stop } = await start();
    await stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    try {
      await expect(start({ port })).rejects.toThrow(`port ${port} is taken`);
      const moved = await start();
      expect(moved.port).not.toBe(port);
      await moved.stop();
      expect((await start()).port).toBe(moved.port);
    } finally {
      squatter.close();
    }
  });

  it('keeps the logs of the starts before', () => {
    for (const name of ['postgres.log', 'postgres.log.1', 'postgres.log.2'])
      expect(readFileSync(join(folder, name), 'utf8')).toContain('starting PostgreSQL');
  });

  it('says what Postgres says when it cannot start', async () => {
    writeFileSync(join(folder, 'postgres', 'postgresql.auto.conf'), 'no_such_setting = on\n');
    await expect(start()).rejects.toThrow(/postgres\.log ends with: .*no_such_setting/);
    rmSync(join(folder, 'postgres', 'postgresql.auto.conf'));
    expect((await start()).isRunning()).toBe(true);
  });

  it('says that a cluster without its password is lost', async () => {
    const broken = join(parent, 'broken');
    await (await start({ dataFolder: broken })).stop();
    rmSync(join(broken, 'postgres-password'));
    await expect(start({ dataFolder: broken })).rejects.toThrow('its password');
  });

  (process.getuid?.() === 0 ? it : it.skip)(
    'runs as nobody for root, who says which folder is in the way',
    async () => {
      const { pid } = await start();
      const nobody = statSync(join(folder, 'postgres')).uid;
      expect(nobody).not.toBe(0);
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toContain(`Uid:\t${nobody}\t${nobody}\t${nobody}`);
      const closed = mkdtempSync(join(parent, 'closed-'));
      await expect(start({ dataFolder: join(closed, 'data') })).rejects.toThrow(`may not enter ${closed}`);
    },
  );
});
