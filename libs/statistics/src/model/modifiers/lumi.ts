import type { ModifierKind } from './modifier-kind.js';

/**
 * The integrated luminosity as a factor with a normal constraint; its value, auxiliary measurement and error stand in the
 * measurement.
 */
export const lumi: ModifierKind<null> = {
  type: 'lumi',
  declare: () => ({
    size: 1,
    scalar: true,
    initial: 'as-measured',
    bounds: [0, 10],
    fixed: [false],
    constraint: { kind: 'normal', aux: [1], sigmas: [1] },
  }),
  effect: (_, { parameters }) => ({ kind: 'factor', factor: { kind: 'scale', parameter: parameters.first } }),
};
