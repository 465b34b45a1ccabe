import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresBinaries } from './postgres-binaries.js';
import { processIdentity } from './process-identity.js';

/** SIGINT rolls back what is open and writes everything out; SIGQUIT leaves that to the recovery of the next start. */
const STEPS = [
  ['INT', 20_000],
  ['QUIT', 10_000],
] as const;

/** Ends a Postgres, and waits until it is gone. */
export async function stopPostgres(pid: number, { pgCtl }: Pick<PostgresBinaries, 'pgCtl'>): Promise<void> {
  const identity = processIdentity(pid);
  const runs = () => identity !== undefined && processIdentity(pid) === identity;
  for (const [signal, patience] of STEPS) {
    if (!runs()) return;
    send(pid, signal, pgCtl);
    const deadline = Date.now() + patience;
    while (runs() && Date.now() < deadline) await delay(20);
  }
}

function send(pid: number, signal: 'INT' | 'QUIT', pgCtl: string): void {
  try {
    // Windows has no signals; Postgres has its own there.
    if (process.platform === 'win32') execFileSync(pgCtl, ['kill', signal, String(pid)]);
    else process.kill(pid, `SIG${signal}`);
  } catch {
    // It has ended by itself.
  }
}
