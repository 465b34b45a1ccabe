import { UnknownPatchError } from '../errors.js';
import { describeValue } from './describe-value.js';
import { didYouMean } from './did-you-mean.js';
import type { Patch, Patchset } from './patchset.js';

/**
 * The patch of this name, or the one at these values.
 * @throws UnknownPatchError with the names that there are
 * @example
 * findPatch(patchset, 'mass_1200MeV');
 * findPatch(patchset, [1.2]);
 */
export function findPatch(patchset: Patchset, nameOrValues: string | readonly (number | string)[]): Patch {
  const { patches } = patchset;
  const byName = typeof nameOrValues === 'string';
  const found = patches.find(({ metadata }) =>
    byName ? metadata.name === nameOrValues : sameValues(metadata.values, nameOrValues),
  );
  if (found) return found;
  const names = patches.map(({ metadata }) => metadata.name);
  const asked = byName ? `called ${describeValue(nameOrValues)}` : `with the values ${JSON.stringify(nameOrValues)}`;
  throw new UnknownPatchError(asked, names, byName ? didYouMean(nameOrValues, names) : '');
}

function sameValues(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
