import { describe, expect, it } from '@jest/globals';
import { expectedCounts } from '../likelihood/expected-counts.js';
import { initialParameters } from '../likelihood/dataset.js';
import { toySource } from './draw.js';
import { bumpModel, caseModel } from '../../fixtures/toy-models.js';

const TOYS = 20_000;

const model = bumpModel(
  [0.2, 3, 40, 500],
  [
    { name: 'norm', type: 'normsys', data: { hi: 1.1, lo: 0.9 } },
    { name: 'shape', type: 'shapesys', data: [0.1, 0.5, 4, 20] },
  ],
);
const truth = initialParameters(model);
const numberOf = (name: string): number => model.parameters.findIndex((parameter) => parameter.name === name);

describe('a source of toys', () => {
  it('draws Poisson counts around the expectation', () => {
    const draw = toySource(model, truth, [1, 2]);
    const expected = expectedCounts(model, truth);
    const sums = expected.map(() => 0);
    const squares = expected.map(() => 0);
    for (let toy = 0; toy < TOYS; toy++) {
      draw(toy).counts.forEach((n, b) => {
        sums[b]! += n;
        squares[b]! += (n - expected[b]!) ** 2;
      });
    }
    expected.forEach((rate, b) => {
      expect(Math.abs(sums[b]! / TOYS - rate)).toBeLessThan(4 * Math.sqrt(rate / TOYS));
      expect(Math.abs(squares[b]! / TOYS / rate - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / rate) / TOYS));
    });
  });

  it('draws what measures the nuisance parameters: N(theta, sigma) and Pois(tau theta)', () => {
    const draw = toySource(model, truth, [1, 2]);
    const [alpha, gamma] = [numberOf('norm'), numberOf('shape[2]')];
    const { constraint } = model.parameters[gamma]!;
    const rate = constraint.kind === 'poisson' ? constraint.tau : NaN;
    let [sum, square, events] = [0, 0, 0];
    for (let toy = 0; toy < TOYS; toy++) {
      const { aux } = draw(toy);
      sum += aux[alpha]!;
      square += aux[alpha]! ** 2;
      events += aux[gamma]!;
    }
    expect(Math.abs(sum / TOYS)).toBeLessThan(4 / Math.sqrt(TOYS));
    expect(Math.abs(square / TOYS - 1)).toBeLessThan(4 * Math.sqrt(2 / TOYS));
    expect(Math.abs(events / TOYS - rate)).toBeLessThan(4 * Math.sqrt(rate / TOYS));
  });

  it('gives a toy that depends on key and number alone', () => {
    const one = toySource(model, truth, [7, 8]);
    const other = toySource(model, truth, [7, 8]);
    const later = structuredClone(one(12));
    for (const toy of [3, 12, 5]) other(toy);
    expect(other(12)).toEqual(later);
    expect(other(13)).not.toEqual(later);
    expect(toySource(model, truth, [7, 9])(12)).not.toEqual(later);
  });

  it('leaves a parameter without a measurement alone', () => {
    const known = caseModel('count_b3_n3');
    expect([...toySource(known, initialParameters(known), [1, 1])(0).aux]).toEqual([0]);
  });
});
