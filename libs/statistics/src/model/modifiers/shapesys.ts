import { consecutive, type ModifierKind } from './modifier-kind.js';

/**
 * An uncorrelated uncertainty of each bin of one sample, as an auxiliary count with expectation tau gamma,
 * tau = (nominal / error)^2. Where either is 0 gamma is fixed at 1 (tau 1, as pyhf has it).
 */
export const shapesys: ModifierKind<readonly number[]> = {
  type: 'shapesys',
  declare: ([first]) => {
    const { sample, data } = first!;
    const known = sample.data.map((nominal, b) => nominal > 0 && data[b]! > 0);
    const factors = sample.data.map((nominal, b) => (known[b] ? nominal ** 2 / data[b]! ** 2 : 1));
    return {
      size: known.length,
      scalar: false,
      initial: 1,
      bounds: [1e-10, 10],
      fixed: known.map((k) => !k),
      constraint: { kind: 'poisson', aux: factors, factors },
    };
  },
  effect: ({ region }, { parameters }) => consecutive(parameters.first, region.bins),
};
