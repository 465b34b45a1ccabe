import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

describe('a failpoint', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'darkreach-failpoint-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Hits a failpoint three times in a process of its own, which says how often it came through. */
  function run(setting: string): {
    readonly signal: string | null;
    readonly output: string;
    readonly complaint: string;
  } {
    const file = fileURLToPath(new URL('failpoint.ts', import.meta.url));
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    const program = `${outputText}\nfor (let n = 1; n <= 3; n++) { await failpoint('here.it-is'); console.log(n); }`;
    const { signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, DARKREACH_FAILPOINTS: setting, DARKREACH_FAILPOINT_DIR: folder },
      encoding: 'utf8',
      timeout: 2_000,
      killSignal: 'SIGTERM',
    });
    const complaint = /^RangeError: .*$/m.exec(stderr)?.[0] ?? '';
    return { signal, output: stdout.trim().replaceAll('\n', ' '), complaint };
  }

  it('does nothing unless it is named', () => {
    expect(run('')).toEqual({ signal: null, output: '1 2 3', complaint: '' });
    expect(run('elsewhere=kill')).toEqual({ signal: null, output: '1 2 3', complaint: '' });
    expect(existsSync(join(folder, 'here.it-is'))).toBe(false);
  });

  it('kills the process at the hit that is named, and leaves a mark', () => {
    expect(run('elsewhere=hang;here.it-is=kill@3')).toEqual({ signal: 'SIGKILL', output: '1 2', complaint: '' });
    expect(existsSync(join(folder, 'here.it-is'))).toBe(true);
  });

  it('hangs for good', () => {
    expect(run('here.it-is=hang')).toEqual({ signal: 'SIGTERM', output: '', complaint: '' });
  });

  it('reads from a file what is to fail, once it is there', () => {
    const file = join(folder, 'entries');
    expect(run(`@${file}`)).toEqual({ signal: null, output: '1 2 3', complaint: '' });
    writeFileSync(file, 'here.it-is=kill@2\n');
    expect(run(`@${file}`)).toEqual({ signal: 'SIGKILL', output: '1', complaint: '' });
  });

  it('leaves faults of a thread to threads', () => {
    expect(run('thread.crash=gamma/1')).toEqual({ signal: null, output: '1 2 3', complaint: '' });
  });

  it('says what it cannot read', () => {
    expect(run('here=explode').complaint).toContain("has 'here=explode'; allowed: <name>=kill, <name>=hang");
  });
});
