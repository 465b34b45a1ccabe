import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SupervisedProcess } from './supervised-process.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkreach-supervised-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A supervised program of a few lines, which says "up" and its number. */
function supervised(name: string, text: string) {
  const events: string[] = [];
  const file = join(folder, `${name}.mjs`);
  const log = join(folder, `${name}.log`);
  writeFileSync(file, `console.log('up', process.pid, process.env.GREETING);\n${text}`);
  const environment = { ...process.env, GREETING: 'hello' };
  const onEvent = (event: string) => void events.push(event);
  const supervisor = new SupervisedProcess({ name, program: file, environment, log, onEvent });
  const says = () => readFileSync(log, 'utf8');
  return { supervisor, events, says, log };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(20);
}

describe('SupervisedProcess', () => {
  it('starts a program again that was killed, and says so', async () => {
    const { supervisor, events, says, log } = supervised('steady', 'setInterval(() => undefined, 1000);');
    supervisor.start();
    await until(() => says().includes('up'));
    const { pid } = supervisor;
    process.kill(pid ?? 0, 'SIGKILL');
    await until(() => supervisor.pid !== undefined && supervisor.pid !== pid);
    await until(() => says().includes(`up ${supervisor.pid} hello`));
    expect(events).toEqual([`steady ended (SIGKILL) and is started again; its log: ${log}`]);
    expect(supervisor.ends).toBe(1);
    await supervisor.stop(5000);
    expect(supervisor.pid).toBeUndefined();
    expect(supervisor.ends).toBe(1);
  });

  it('kills who does not end when it is told to', async () => {
    const text =
      "process.on('SIGTERM', () => console.log('no')); setInterval(() => undefined, 1000); console.log('deaf')";
    const { supervisor, says } = supervised('stubborn', text);
    supervisor.start();
    await until(() => says().includes('deaf'));
    await supervisor.stop(100);
    expect(says()).toContain('no');
  });

  it('waits longer and longer for who does not stay, and knows its last words', async () => {
    const { supervisor } = supervised('brittle', "console.error('no such thing'); process.exit(3);");
    supervisor.start();
    await until(() => supervisor.ends >= 2);
    expect(supervisor.lastWords()).toMatch(/up \d+ hello \| no such thing$/);
    await supervisor.stop(100);
  });
});
