import { threefry2x32, uniformFrom } from '@darkreach/kernels';
import { expectedCounts } from '../likelihood/expected-counts.js';
import type { Dataset, Model, Parameter } from '../model/model.js';
import { normalFromUniform } from './normal-from-uniform.js';
import { excessFromNormal } from './poisson-from-normal.js';
import { countFromTable, poissonTable, TABLE_BELOW } from './poisson-table.js';

/** First stream of auxiliary measurements, one for each parameter; streams below belong to the counts, one for two bins. */
export const AUXILIARY_STREAM = 8192;

/** Turns a random word into a measurement. */
type Draw = (word: number) => number;

/**
 * A source of toys: call it with the number of a toy. Counts are Poisson around the expectation of the true parameters;
 * auxiliary measurements are drawn too, N(theta, sigma) or Pois(tau theta). A toy is a function of key and number alone.
 * Each call overwrites the data of the last one.
 */
export function toySource(model: Model, truth: Float64Array, key: readonly [number, number]): (toy: number) => Dataset {
  const counts = Array.from(expectedCounts(model, truth), poissonDraw);
  const aux = model.parameters.map((parameter, p) => auxiliaryDraw(parameter, truth[p]!));
  const data = { counts: new Float64Array(model.bins), aux: new Float64Array(model.parameters.length) };
  return (toy) => {
    for (let b = 0; b < counts.length; b += 2) {
      const [first, second] = threefry2x32(key, [toy, b >> 1]);
      data.counts[b] = counts[b]!(first);
      if (b + 1 < counts.length) data.counts[b + 1] = counts[b + 1]!(second);
    }
    aux.forEach((draw, p) => {
      if (draw) data.aux[p] = draw(threefry2x32(key, [toy, AUXILIARY_STREAM + p])[0]);
    });
    return data;
  };
}

function auxiliaryDraw({ constraint }: Parameter, truth: number): Draw | undefined {
  switch (constraint.kind) {
    case 'none':
      return undefined;
    case 'normal':
      return (word) => truth + constraint.sigma * normalFromUniform(uniformFrom(word));
    case 'poisson':
      return poissonDraw(constraint.tau * truth);
  }
}

/** Counts of a Poisson variable; none where nothing, or less, is expected. */
function poissonDraw(rate: number): Draw {
  if (rate >= TABLE_BELOW)
    return (word) => Math.max(0, rate + excessFromNormal(normalFromUniform(uniformFrom(word)), rate));
  const table = poissonTable(Math.max(rate, 0));
  return (word) => countFromTable(table, word);
}
