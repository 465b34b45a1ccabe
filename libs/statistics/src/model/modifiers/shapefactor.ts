import { consecutive, type ModifierKind } from './modifier-kind.js';

/** A free factor on each bin; regions that share it share bin 0 with bin 0, and so on. */
export const shapefactor: ModifierKind<null> = {
  type: 'shapefactor',
  declare: ([first]) => {
    const size = first!.region.bins;
    return {
      size,
      scalar: false,
      initial: 1,
      bounds: [0, 10],
      fixed: Array<boolean>(size).fill(false),
      constraint: { kind: 'none' },
    };
  },
  effect: ({ region }, { parameters }) => consecutive(parameters.first, region.bins),
};
