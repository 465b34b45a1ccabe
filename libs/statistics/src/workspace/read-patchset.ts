import { InvalidPatchsetError } from '../errors.js';
import { describeValue } from './describe-value.js';
import { jsonPointer } from './json-pointer.js';
import type { Patch, Patchset } from './patchset.js';
import { patchsetSchema } from './patchset-schema.js';
import { schemaCheck } from './schema-check.js';

const firstProblem = schemaCheck(patchsetSchema);

/**
 * A JSON value as a patchset: the same value, checked by the schema; names and values are unique, one value for each label.
 * @throws InvalidPatchsetError with the JSON pointer of the first problem, what was given and what is allowed
 */
export function readPatchset(document: unknown): Patchset {
  const problem = firstProblem(document);
  if (problem) throw new InvalidPatchsetError(problem);
  const patchset = document as Patchset;
  checkPatches(patchset);
  return patchset;
}

function checkPatches({ metadata, patches }: Patchset): void {
  const names = new Set<string>();
  const values = new Set<string>();
  patches.forEach((patch, p) => {
    const { name } = patch.metadata;
    if (names.has(name)) refuse(p, 'name', `is ${describeValue(name)} a second time`, 'one patch of each name');
    const key = JSON.stringify(patch.metadata.values);
    if (values.has(key)) refuse(p, 'values', `are ${key} a second time`, 'one patch for each values');
    checkCount(patch, p, metadata.labels);
    names.add(name);
    values.add(key);
  });
}

function checkCount({ metadata }: Patch, p: number, labels: readonly string[]): void {
  if (metadata.values.length === labels.length) return;
  refuse(p, 'values', `has ${metadata.values.length} entries`, `one for each of the labels ${labels.join(', ')}`);
}

function refuse(p: number, member: string, problem: string, allowed: string): never {
  throw new InvalidPatchsetError({ path: jsonPointer('patches', p, 'metadata', member), problem, allowed });
}
