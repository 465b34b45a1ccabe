// npm start: installs, builds, runs the example campaign and says where its plot is.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const campaign = 'examples/campaigns/dark-photon-invisible.yaml';
const output = 'results';

function node(...words) {
  const { status, signal } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  if (signal !== null || status !== 0) process.exit(status ?? 1);
}

/** Results folder that was written last. */
function newestResult() {
  const folders = readdirSync(join(root, output)).map((name) => join(root, output, name, 'limits.json'));
  const written = folders.filter((file) => existsSync(file)).map((file) => ({ file, time: statSync(file).mtimeMs }));
  return join(written.sort((a, b) => b.time - a.time)[0].file, '..');
}

const started = performance.now();
// Ctrl-C reaches the program that runs; it says itself how to go on.
process.on('SIGINT', () => undefined);
node('tools/with-dependencies.mjs');
console.log('Building ...');
node('tools/build.mjs');
console.log(`Running ${campaign} ...`);
node('dist/apps/cli/src/main.js', 'run', campaign, '--output', output);
const plot = join(relative(process.cwd(), newestResult()), 'reach.png');
console.log(
  `\nThe reach plot: ${plot} (also .svg and .pdf); ${Math.round((performance.now() - started) / 1000)} s in all.`,
);
