// A campaign of which shards were given up: exactly the points that need them are marked, every other one is as it would be.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const rowsOf = (folder) => {
  const [titles, ...lines] = readFileSync(join(folder, 'limits.csv'), 'utf8').trim().split('\n');
  const names = titles.split(',');
  const column = (name) => names.indexOf(name);
  const [channel, experiment, label, mass, status, region] = [
    ...['channel', 'experiment', 'luminosity', 'mass [GeV]', 'status', 'region'].map(column),
  ];
  return lines.map((line) => {
    const cells = line.split(',');
    const place = {
      channel: cells[channel],
      experiment: cells[experiment],
      label: cells[label],
      mass: Number(cells[mass]),
    };
    return { ...place, status: cells[status], region: cells[region], line };
  });
};

export function comparePoints({ results, reference, expected, given }) {
  const wanted = new Map(rowsOf(reference).map((row) => [nameOf(row), row]));
  const found = new Map(rowsOf(results).map((row) => [nameOf(row), row]));
  const wrong = [];
  let marked = 0;
  for (const [name, row] of wanted) {
    const own = found.get(name);
    const missing = given.some((pattern) => needs(row, pattern, expected));
    if (missing) marked += 1;
    if (!own) wrong.push(`${name} is not in limits.csv`);
    else if (missing && own.status !== 'not-computed')
      wrong.push(`${name} is ${own.status}, though a shard of it is missing`);
    else if (!missing && own.line !== row.line) wrong.push(`${name} is not as undisturbed: ${own.line}`);
  }
  if (found.size !== wanted.size) wrong.push(`${found.size} points in limits.csv, undisturbed ${wanted.size}`);
  if (marked === 0) wrong.push('no point needs what was given up');
  return wrong;
}

const nameOf = ({ channel, experiment, label, mass }) => `${channel} ${experiment} ${label} ${mass}`;

/** Whether a point needs a shard: its limit, its signal, or a background of the region that its signal is in. */
function needs(row, shard, { templates, digests }) {
  const id = Object.keys(digests).find((name) => name.includes(shard));
  const own = templates.find(
    ({ channel, experiment, mass }) => channel === row.channel && experiment === row.experiment && mass === row.mass,
  );
  if (id.startsWith('fit/')) return id.endsWith(`|${own.id}|${row.label}`);
  const template = templates.find(({ id: name }) => id.startsWith(`simulate/${name}/`));
  if (template.mass !== undefined) return template.id === own.id;
  return template.channel === row.channel && template.experiment === row.experiment && template.region === row.region;
}
