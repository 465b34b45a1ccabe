import { initialParameters } from '../likelihood/dataset.js';
import { expectedCounts } from '../likelihood/expected-counts.js';
import type { Model } from '../model/model.js';

/** A bend below this, in standard deviations of the counts, does not make a second minimum that matters. */
const LEAST_BEND = 0.5;
/** At most so many parameters are explored. */
const MOST = 4;

/**
 * Starts from which minima are found that the initial parameters do not lead to. -ln L has several where a shift bends so
 * much that both of its sides look alike: events S alpha + A h(alpha) with (sum_b (8 A_b)^2 / lambda_b)^(1/2) > 0.5. For
 * the most bent parameters, the initial ones with this at +1, and at -1. Most models have none.
 */
export function explorationStarts(model: Model): Float64Array[] {
  const initial = initialParameters(model);
  const bends = [...bentEvents(model, initial)].map(([parameter, squares]) => ({
    parameter,
    bend: Math.sqrt(squares),
  }));
  return bends
    .filter(({ parameter, bend }) => bend > LEAST_BEND && !model.parameters[parameter]!.fixed)
    .sort((a, b) => b.bend - a.bend)
    .slice(0, MOST)
    .flatMap(({ parameter }) => [1, -1].map((alpha) => initial.with(parameter, alpha)));
}

/** For each shifting parameter sum_b (8 A_b)^2 / lambda_b, all samples of a bin together. */
function bentEvents(model: Model, initial: Float64Array): Map<number, number> {
  const rates = expectedCounts(model, initial);
  const events = new Map<number, Float64Array>();
  for (const { region, nominal, shifts } of model.samples) {
    for (const { parameter, high, low } of shifts) {
      const sum = events.get(parameter) ?? new Float64Array(model.bins);
      nominal.forEach((n, b) => (sum[model.regions[region]!.first + b]! += 0.5 * (high[b]! + low[b]! - 2 * n)));
      events.set(parameter, sum);
    }
  }
  const square = (bent: Float64Array): number =>
    bent.reduce((sum, value, b) => sum + (value * value) / Math.max(rates[b]!, 0.3), 0);
  return new Map([...events].map(([parameter, bent]) => [parameter, square(bent)]));
}
