// Draws which library imports which into ARCHITECTURE.md, between its markers. With --check: only says whether it is up to date.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const document = `${root}ARCHITECTURE.md`;
const [begin, end] = ['<!-- graph: begin, by `npm run graph` -->', '<!-- graph: end -->'];

/** Every import in a program, from file to file. */
function imports() {
  const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const words = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const exclude = ['--exclude', '\\.spec\\.ts$|/fixtures/|^node_modules'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...words, ...exclude, 'apps', 'libs'], options);
  if (stdout === '') throw new Error(`dependency-cruiser says nothing: ${stderr}`);
  return JSON.parse(stdout).modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [source, resolved]),
  );
}

/** `libs/physics/src/units/energy.ts` is part of `physics`, `apps/cli/src/main.ts` of `cli`. */
function part(file) {
  return /^(?:apps|libs)\/([^/]+)\//.exec(file)?.[1];
}

function mermaid() {
  const edges = imports().map(([from, to]) => [part(from), part(to)]);
  const between = edges.filter(([from, to]) => from !== undefined && to !== undefined && from !== to);
  const lines = [...new Set(between.map(([from, to]) => `  ${from} --> ${to}`))].sort();
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

const text = readFileSync(document, 'utf8');
const [first, last] = [text.indexOf(begin), text.indexOf(end)];
if (first < 0 || last < first) throw new Error(`ARCHITECTURE.md lacks the markers ${begin} and ${end}`);
const drawn = `${text.slice(0, first)}${begin}\n\n${mermaid()}\n\n${text.slice(last)}`;
if (process.argv.includes('--check')) {
  if (drawn !== text) {
    console.error('The graph in ARCHITECTURE.md is out of date: npm run graph');
    process.exit(1);
  }
} else {
  writeFileSync(document, drawn);
}
