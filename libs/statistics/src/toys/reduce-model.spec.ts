import { describe, expect, it } from '@jest/globals';
import { createModelFitter } from '../fit/model-fitter.js';
import { observedData } from '../likelihood/dataset.js';
import { buildModel } from '../model/build-model.js';
import type { Model } from '../model/model.js';
import { asymptoticLimit } from '../statements/asymptotic/asymptotic-limit.js';
import { reduceModel } from './reduce-model.js';
import { bumpModel, caseModel, workspaceOf } from '../../fixtures/toy-models.js';

const norm = (name: string, relative: number) =>
  ({ name, type: 'normsys', data: { hi: 1 + relative, lo: 1 / (1 + relative) } }) as const;

/** Seven systematics of three samples, with Monte-Carlo errors. */
function campaignModel(): Model {
  const background = [6, 5, 4, 3, 2, 2];
  const stat = { name: 'stat', type: 'staterror', data: background.map((b) => 0.2 * b) } as const;
  const model = buildModel(
    workspaceOf({
      sr: [
        {
          name: 'signal',
          data: [0, 1, 2, 1, 0, 0],
          modifiers: [
            { name: 'mu', type: 'normfactor', data: null },
            ...[norm('luminosity', 0.01), norm('trigger', 0.02), norm('photon', 0.03)],
          ],
        },
        {
          name: 'background',
          data: background,
          modifiers: [
            stat,
            norm('luminosity', 0.01),
            norm('trigger', 0.02),
            norm('rate', 0.1),
            norm('generator', 0.05),
          ],
        },
        {
          name: 'other',
          data: [1, 1, 1, 1, 1, 1],
          modifiers: [norm('luminosity', 0.01), norm('photon', 0.03), norm('veto', 0.1), norm('beam', 0.08)],
        },
      ],
    }),
  );
  return { ...model, observed: Float64Array.of(8, 7, 3, 6, 1, 4) };
}

describe('a reduced model', () => {
  const model = campaignModel();
  const reduced = reduceModel(model);
  const nuisances = ({ parameters }: Model): number =>
    parameters.filter(({ constraint }) => constraint.kind === 'normal' && constraint.aux === 0).length;

  it('has as many systematics as samples', () => {
    expect(nuisances(model)).toBe(7);
    expect(nuisances(reduced)).toBe(3);
    expect(reduced.parameters[reduced.pointOfInterest]!.name).toBe('mu');
    expect(reduced.parameterSets.reduce((sum, { size }) => sum + size, 0)).toBe(reduced.parameters.length);
  });

  it.each([0, 0.5, 1, 4])('has the same profiled likelihood at signal strength %p', (mu) => {
    const value = (of: Model): number => createModelFitter(of).fit(observedData(of), { fixedAt: mu }).value;
    expect(value(reduced)).toBeCloseTo(value(model), 6);
  });

  it('has the same asymptotic limits', () => {
    const [a, b] = [model, reduced].map((of) => asymptoticLimit(of, { cl: 0.9 }));
    [a!.observed, ...a!.expected].forEach((limit, i) => {
      expect([b!.observed, ...b!.expected][i]! / limit!).toBeCloseTo(1, 6);
    });
  });

  it('is the model itself where there is nothing to gain', () => {
    for (const name of ['bf_bump50_2norm', 'bf_abcd', 'bf_pull_extrapolation'] as const) {
      const given = caseModel(name);
      expect(reduceModel(given)).toBe(given);
    }
  });

  it('keeps systematics whose two sides are no inverses of each other', () => {
    const given = bumpModel(
      [5, 6, 7],
      [
        { name: 'a', type: 'normsys', data: { hi: 1.2, lo: 0.8 } },
        { name: 'b', type: 'normsys', data: { hi: 1.1, lo: 0.9 } },
      ],
    );
    expect(reduceModel(given)).toBe(given);
  });
});
