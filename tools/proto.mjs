// npm run proto: lints the .proto files and writes libs/cluster/src/contracts/generated anew.
// With --check: only says whether they are clean, up to date, and compatible with what others may use already, which is kept in
// proto/landed.binpb; --land takes what is here for that.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const generated = 'libs/cluster/src/contracts/generated';
const landed = 'proto/landed.binpb';
const check = process.argv.includes('--check');

function buf(...words) {
  const { status } = spawnSync(process.execPath, ['node_modules/@bufbuild/buf/bin/buf', ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Every file below a folder, by its path there. */
function textsOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

buf('lint');
if (process.argv.includes('--land')) buf('build', '--output', landed);
if (check) buf('breaking', '--against', landed);
if (check) {
  const kept = mkdtempSync(join(tmpdir(), 'darkreach-proto-'));
  cpSync(join(root, generated), kept, { recursive: true });
  buf('generate');
  const same = JSON.stringify([...textsOf(kept)]) === JSON.stringify([...textsOf(join(root, generated))]);
  rmSync(join(root, generated), { recursive: true });
  cpSync(kept, join(root, generated), { recursive: true });
  rmSync(kept, { recursive: true });
  if (!same) {
    console.error(`${generated} is out of date: npm run proto`);
    process.exit(1);
  }
} else {
  rmSync(join(root, generated), { recursive: true, force: true });
  buf('generate');
}
