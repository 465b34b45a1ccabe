import type { ModifierKind } from './modifier-kind.js';

/** A free factor on a sample. */
export const normfactor: ModifierKind<null> = {
  type: 'normfactor',
  declare: () => ({
    size: 1,
    scalar: true,
    initial: 1,
    bounds: [0, 10],
    fixed: [false],
    constraint: { kind: 'none' },
  }),
  effect: (_, { parameters }) => ({ kind: 'factor', factor: { kind: 'scale', parameter: parameters.first } }),
};
