// A disk that can be filled: a file system in memory, for the data of Postgres.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MEBIBYTES = 420;

/** Why there can be none; undefined where there can. */
export function smallDiskObstacle() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it takes root on Linux';
  const folder = `/tmp/darkreach-probe-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (mounted.status === 0) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted.status === 0 ? undefined : 'file systems may not be mounted here';
}

export class SmallDisk {
  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const size = `size=${MEBIBYTES}m,mode=0755`;
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]);
    if (status !== 0) throw new Error(`no small disk: ${stderr.toString()}`);
  }

  get #filling() {
    return join(this.folder, 'filling');
  }

  /** Takes every byte that is left. */
  fill() {
    const file = openSync(this.#filling, 'w');
    try {
      for (let size = 2 ** 20; size >= 512; size /= 2) {
        const block = new Uint8Array(size);
        try {
          for (;;) writeSync(file, block);
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  free() {
    rmSync(this.#filling, { force: true });
  }

  close() {
    if (existsSync(this.folder)) spawnSync('umount', ['-l', this.folder]);
  }
}
