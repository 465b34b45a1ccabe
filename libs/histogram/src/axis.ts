import { AxisMismatchError } from './errors.js';

/** An axis of equal bins over [low, high); `unit` is the unit of the edges, e.g. `GeV^2`. */
export interface RegularAxis {
  readonly kind: 'regular-axis';
  readonly name: string;
  readonly unit: string;
  readonly bins: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A regular axis, checked.
 * @throws AxisMismatchError when `bins` is no positive integer, an edge is not finite or `low >= high`
 * @example
 * regularAxis({ name: 'M_rec^2', unit: 'GeV^2', bins: 4, low: 0, high: 2 }).bins // 4
 */
export function regularAxis(axis: Omit<RegularAxis, 'kind'>): RegularAxis {
  if (!Number.isInteger(axis.bins) || axis.bins < 1) {
    throw new AxisMismatchError(`axis ${axis.name}: bins is ${axis.bins}, allowed is a positive integer`);
  }
  if (!(axis.low < axis.high) || !Number.isFinite(axis.high - axis.low)) {
    throw new AxisMismatchError(`axis ${axis.name}: range [${axis.low}, ${axis.high}), allowed are finite low < high`);
  }
  return { kind: 'regular-axis', ...axis };
}

/** The bins + 1 edges, in the axis unit. */
export function binEdges(axis: RegularAxis): readonly number[] {
  const width = (axis.high - axis.low) / axis.bins;
  return Array.from({ length: axis.bins + 1 }, (_, i) => axis.low + i * width);
}

/** The centre of bin `index` (0 is the first bin inside the range), in the axis unit. */
export function binCentre(axis: RegularAxis, index: number): number {
  return axis.low + ((index + 0.5) * (axis.high - axis.low)) / axis.bins;
}
