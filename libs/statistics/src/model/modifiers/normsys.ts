import { InvalidModelError } from '../../errors.js';
import { PULL, type ModifierKind } from './modifier-kind.js';

/** A normalisation uncertainty: factor `hi` at +1 and `lo` at -1 standard deviation. */
export const normsys: ModifierKind<{ readonly hi: number; readonly lo: number }> = {
  type: 'normsys',
  declare: () => PULL,
  effect: ({ name, sample, region, data: { hi, lo } }, { parameters, interpolation }) => {
    if (!(hi > 0 && lo > 0)) {
      throw new InvalidModelError(
        `normsys ${name} of sample ${sample.name} in region ${region.name} has hi ${hi} and lo ${lo}; allowed are numbers above 0`,
      );
    }
    const code = interpolation.normsys;
    return { kind: 'factor', factor: { kind: 'interpolated', parameter: parameters.first, code, high: hi, low: lo } };
  },
};
