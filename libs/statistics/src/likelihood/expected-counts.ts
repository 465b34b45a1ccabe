import type { Factor, Model, SampleTerm } from '../model/model.js';
import { bendOf, factorOf, variationOf, type Curve } from './interpolation.js';

/**
 * Expected events, bin by bin: lambda_b = sum over samples of (nominal + shifts) times factors (see `Model`).
 * `parameters` are all parameters of the model, in its order.
 * @example
 * expectedCounts(model, Float64Array.from(model.parameters, (parameter) => parameter.initial));
 */
export function expectedCounts(model: Model, parameters: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(model.bins);
  for (const sample of model.samples) {
    const { first } = model.regions[sample.region]!;
    sampleCounts(sample, parameters).forEach((count, b) => (counts[first + b]! += count));
  }
  return counts;
}

/** Expected events of one sample in the bins of its region. */
function sampleCounts({ nominal, shifts, factors, binFactors }: SampleTerm, at: ArrayLike<number>): Float64Array {
  const counts = nominal.slice();
  const curve: Curve = { value: 0, slope: 0, curvature: 0 };
  for (const { parameter, code, high, low } of shifts) {
    const alpha = at[parameter]!;
    bendOf(code, alpha, 1, curve);
    for (let b = 0; b < counts.length; b++) {
      const up = high[b]! - nominal[b]!;
      const down = nominal[b]! - low[b]!;
      counts[b]! += 0.5 * (up + down) * alpha + ((up - down) / 16) * curve.value;
    }
  }
  const factor = factors.reduce((product, one) => product * factorAt(one, at[one.parameter]!, curve), 1);
  return counts.map((count, b) => binFactors.reduce((product, gamma) => product * at[gamma[b]!]!, count * factor));
}

function factorAt(factor: Factor, alpha: number, curve: Curve): number {
  if (factor.kind === 'scale') return alpha;
  factorOf(variationOf(factor.code, factor.high, factor.low), alpha, 1, curve);
  return curve.value;
}
