import { PULL, type ModifierKind } from './modifier-kind.js';

/** An uncertainty of shape and normalisation: yields `hi_data` at +1 and `lo_data` at -1 standard deviation. */
export const histosys: ModifierKind<{ readonly hi_data: readonly number[]; readonly lo_data: readonly number[] }> = {
  type: 'histosys',
  declare: () => PULL,
  effect: ({ data }, { parameters, interpolation }) => ({
    kind: 'shift',
    shift: {
      parameter: parameters.first,
      code: interpolation.histosys,
      high: Float64Array.from(data.hi_data),
      low: Float64Array.from(data.lo_data),
    },
  }),
};
