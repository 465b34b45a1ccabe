import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WORKSPACE = /^[^.]+\.json$/;

/** Every workspace with expected numbers below the folder of cases; those of the fixtures where it is not there. */
export function findCases(folder, fixtures) {
  if (existsSync(folder)) return { cases: ['own', 'published'].flatMap((part) => casesIn(join(folder, part))) };
  return {
    cases: casesIn(fixtures),
    note: `No cases in ${folder}: the published ones are left out, and the own ones are those of the fixtures.`,
  };
}

function casesIn(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((file) => WORKSPACE.test(file));
  return names
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => existsSync(join(folder, `${name}.expected.json`)))
    .map((name) => ({ name, ...readCase(folder, name) }));
}

/** `toys` is undefined where none were made. */
function readCase(folder, name) {
  const read = (suffix) => JSON.parse(readFileSync(join(folder, `${name}${suffix}.json`), 'utf8'));
  const expected = read('.expected');
  return {
    document: read(''),
    expected,
    toys: existsSync(join(folder, `${name}.toys.json`)) ? read('.toys') : undefined,
    isLarge: expected.tags?.includes('large') ?? false,
  };
}
