import { AxisMismatchError } from './errors.js';
import type { Histogram } from './histogram.js';

/**
 * Joins `factor` neighbouring bins into one; flow bins stay.
 * @throws AxisMismatchError when `factor` does not divide the number of bins
 */
export function rebin(histogram: Histogram, factor: number): Histogram {
  const { axis } = histogram;
  if (!Number.isInteger(factor) || factor < 1 || axis.bins % factor !== 0) {
    throw new AxisMismatchError(`rebin by ${factor}: allowed is a divisor of ${axis.bins} bins`);
  }
  const bins = axis.bins / factor;
  const join = (values: Float64Array): Float64Array => {
    const joined = new Float64Array(bins + 2);
    values.forEach((value, i) => {
      const target = i === 0 ? 0 : i === axis.bins + 1 ? bins + 1 : Math.floor((i - 1) / factor) + 1;
      joined[target]! += value;
    });
    return joined;
  };
  return { ...histogram, axis: { ...axis, bins }, sumw: join(histogram.sumw), sumw2: join(histogram.sumw2) };
}
