import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processCommand, processIdentity } from './process-identity.js';

describe('processIdentity', () => {
  it('is the same as long as a process lives, and gone with it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const pid = child.pid ?? 0;
    const identity = processIdentity(pid);
    expect(identity).toBeDefined();
    expect(processIdentity(pid)).toBe(identity);
    expect(identity).not.toBe(processIdentity(process.ppid));
    expect(processCommand(pid)).toContain('setInterval');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processIdentity(pid)).toBeUndefined();
    expect(processCommand(pid)).toBe('');
  });

  it.each([0, -1, Number.NaN, 1.5])('knows no process %d', (pid) => {
    expect(processIdentity(pid)).toBeUndefined();
  });
});
