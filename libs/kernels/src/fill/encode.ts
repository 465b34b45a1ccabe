/** Share of the gap between two bin numbers that a weight may use; the rest keeps rounding from reaching the next bin. */
export const WEIGHT_SPAN = 0.998;

/** Bin number with flow bins: 0 below low, 1 ... bins inside, bins + 1 at or above high. */
export function binNumber(observable: number, low: number, inverseWidth: number, bins: number): number {
  return Math.min(Math.max(Math.floor((observable - low) * inverseWidth), -1), bins) + 1;
}

/** A weight may be above its largest value by rounding, by this factor; the rest of the span has room for it. */
export const WEIGHT_TOLERANCE = 1.0005;

/**
 * One f32 for an event: bin + 0.998 w for a weight w in (0, 1]. A rejected event is bins + 2.5; a weight above 1 or an
 * observable that is no number (or above 1e30), which the sampling must not give, is bins + 3.5, so that it is counted
 * and reported instead of being cut in silence.
 */
export function encodeLinear(
  observable: number,
  weight: number,
  low: number,
  inverseWidth: number,
  bins: number,
): number {
  const bin = binNumber(observable, low, inverseWidth, bins);
  const accepted = weight <= 1.0005 && observable < 1e30 ? bin + 0.998 * weight : bins + 3.5;
  return weight > 0 ? accepted : bins + 2.5;
}

/** The same with w = ln(weight / lowest) / ln(highest / lowest), for weights that span decades. */
export function encodeLogarithmic(
  observable: number,
  weight: number,
  low: number,
  inverseWidth: number,
  bins: number,
  logLowest: number,
  inverseSpan: number,
): number {
  const fraction = (Math.log(Math.max(weight, 1e-18)) - logLowest) * inverseSpan;
  const bin = binNumber(observable, low, inverseWidth, bins);
  const accepted = fraction <= 1.0005 && observable < 1e30 ? bin + 0.998 * Math.max(fraction, 0) : bins + 3.5;
  return weight > 0 ? accepted : bins + 2.5;
}
