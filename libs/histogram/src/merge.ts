import type { RegularAxis } from './axis.js';
import { AxisMismatchError, DuplicatePartError } from './errors.js';
import { emptyHistogram, type Histogram } from './histogram.js';

/**
 * The sum of partial histograms. Floating-point addition does not commute with regrouping, so the parts are always
 * added in ascending `order` (the shard index): the bits of the result do not depend on who finished first.
 * @throws AxisMismatchError when two parts differ in their axes
 * @throws DuplicatePartError when two parts have the same order
 */
export function mergeHistograms(
  axis: RegularAxis,
  parts: readonly { order: number; histogram: Histogram }[],
): Histogram {
  const sum = emptyHistogram(axis);
  let entries = 0;
  let last: number | undefined;
  for (const { order, histogram } of [...parts].sort((a, b) => a.order - b.order)) {
    if (order === last) throw new DuplicatePartError(order);
    last = order;
    if (!sameAxis(histogram.axis, axis)) {
      throw new AxisMismatchError(`axis ${describe(histogram.axis)} cannot be added to ${describe(axis)}`);
    }
    histogram.sumw.forEach((w, i) => (sum.sumw[i]! += w));
    histogram.sumw2.forEach((w, i) => (sum.sumw2[i]! += w));
    entries += histogram.entries;
  }
  return { ...sum, entries };
}

function sameAxis(a: RegularAxis, b: RegularAxis): boolean {
  return a.bins === b.bins && a.low === b.low && a.high === b.high && a.unit === b.unit;
}

function describe(axis: RegularAxis): string {
  return `${axis.name} (${axis.bins} bins in [${axis.low}, ${axis.high}) ${axis.unit})`;
}
