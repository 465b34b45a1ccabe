import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CASES } from '../../../fixtures/read-case.js';
import { expectedCounts } from '../../likelihood/expected-counts.js';
import { bendOf, factorOf, variationOf } from '../../likelihood/interpolation.js';
import { bumpModel, caseModel } from '../../../fixtures/toy-models.js';
import { rowModel, type Response, type RowModel } from './row-model.js';

function responseAt(response: Response, alpha: number): number {
  const curve = { value: alpha, slope: 1, curvature: 0 };
  if (response.kind === 'bend') bendOf(response.code, alpha, 1, curve);
  if (response.kind === 'factor') factorOf(variationOf(response.code, response.high, response.low), alpha, 1, curve);
  return curve.value;
}

function countsOf({ bins, rows, responses, moved, profiled }: RowModel, at: Float64Array): number[] {
  return Array.from({ length: bins }, (_, b) =>
    rows.reduce((sum, { responses: of, carries, events }) => {
      const values = of.map((i) => responseAt(responses[i]!, at[moved[responses[i]!.parameter]!]!));
      const gamma = carries && profiled[b]! >= 0 ? at[profiled[b]!]! : 1;
      return sum + values.reduce((product, value) => product * value, gamma * events[b]!);
    }, 0),
  );
}

describe.each(CASES)('the rows of %s', (name) => {
  it('expect what the model expects', () => {
    const model = caseModel(name);
    const rows = rowModel(model);
    const points = fc.tuple(
      ...model.parameters.map(({ lower, upper, initial, fixed }) =>
        fc.double({
          min: fixed ? initial : Math.max(lower, -3),
          max: fixed ? initial : Math.min(upper, 3),
          noNaN: true,
        }),
      ),
    );
    fc.assert(
      fc.property(points, (point) => {
        const at = Float64Array.from(point);
        const expected = expectedCounts(model, at);
        countsOf(rows, at).forEach((count, b) => expect(count).toBeCloseTo(expected[b]!, 9));
      }),
      { numRuns: 30 },
    );
  });
});

describe('rows', () => {
  it('are no more for a fixed parameter, or for samples that respond alike', () => {
    const norm = { name: 'norm', type: 'normsys', data: { hi: 1.2, lo: 0.9 } } as const;
    const model = bumpModel([5, 6, 7], [norm]);
    const twice = { ...model, samples: [...model.samples, { ...model.samples[0]!, name: 'again' }] };
    const fixed = { ...model, parameters: model.parameters.map((one) => ({ ...one, fixed: one.name === 'norm' })) };
    expect(rowModel(model).rows).toHaveLength(2);
    expect(rowModel(twice).rows).toHaveLength(2);
    expect(rowModel(fixed).moved).toEqual([model.pointOfInterest]);
    expect(rowModel(fixed).rows.filter(({ responses }) => responses.length > 0)).toHaveLength(1);
  });
});
