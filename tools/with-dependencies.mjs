// Installs the dependencies when what lies in node_modules is not what package-lock.json asks for; else says nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** Packages of a lock file by folder, or none where there is no such file. */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, root), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Is every package there, in its version? Those of other platforms are optional, and need not be. */
function installed() {
  const found = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(lockedPackages('package-lock.json')).every(([folder, wanted]) => {
    if (folder === '') return true;
    const own = found[folder];
    return own === undefined ? wanted.optional === true : own.version === wanted.version;
  });
}

if (!installed()) {
  console.log('Installing dependencies (npm ci) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  };
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  if (status !== 0) process.exit(status ?? 1);
}
