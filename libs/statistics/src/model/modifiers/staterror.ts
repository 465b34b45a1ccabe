import { consecutive, type ModifierKind, type ModifierUse } from './modifier-kind.js';
import type { Region } from '../model.js';

/**
 * The Monte-Carlo error of all samples of a bin that carry it, as one factor gamma with a normal constraint of width
 * sqrt(sum of errors^2) / sum of nominal yields (Barlow-Beeston lite). Where that is 0 gamma is fixed at 1 (width 1, as
 * pyhf has it).
 */
export const staterror: ModifierKind<readonly number[]> = {
  type: 'staterror',
  declare: (uses) => {
    const widths = regionsOf(uses).flatMap((region) => relativeErrors(uses.filter((use) => use.region === region)));
    return {
      size: widths.length,
      scalar: false,
      initial: 1,
      bounds: [1e-10, 10],
      fixed: widths.map((width) => width === 0),
      constraint: {
        kind: 'normal',
        aux: widths.map(() => 1),
        sigmas: widths.map((width) => (width === 0 ? 1 : width)),
      },
    };
  },
  effect: ({ region }, { parameters, uses }) => {
    const before = regionsOf(uses).filter((other) => other.first < region.first);
    const offset = before.reduce((sum, { bins }) => sum + bins, 0);
    return consecutive(parameters.first + offset, region.bins);
  },
};

function regionsOf(uses: readonly { readonly region: Region }[]): Region[] {
  return [...new Set(uses.map((use) => use.region))];
}

function relativeErrors(uses: readonly ModifierUse<readonly number[]>[]): number[] {
  return Array.from({ length: uses[0]!.region.bins }, (_, b) => {
    const nominal = uses.reduce((sum, use) => sum + use.sample.data[b]!, 0);
    const square = uses.reduce((sum, use) => sum + (use.data[b]! / nominal) ** 2, 0);
    return nominal > 0 ? Math.sqrt(square) : 0;
  });
}
