/** Share of the gap between two bin numbers that a weight may use; the rest keeps rounding from reaching the next bin. */
export const WEIGHT_SPAN = 0.998;

/** Bin number with flow bins: 0 below low, 1 ... bins inside, bins + 1 at or above high. */
export function binNumber(observable: number, low: number, inverseWidth: number, bins: number): number {
  return Math.min(Math.max(Math.floor((observable - low) * inverseWidth), -1), bins) + 1;
}

/**
 * One f32 for an accepted event: bin + 0.998 w with w in (0, 1]. A rejected event is -1; a weight above 1 is cut to 1 and
 * marked by -(bin + 2), so that it is seen and counted.
 */
export function encodeLinear(observable: number, weight: number, low: number, inverseWidth: number, bins: number): number {
  const bin = binNumber(observable, low, inverseWidth, bins);
  const accepted = weight > 1 ? -(bin + 2) : bin + 0.998 * weight;
  return weight > 0 ? accepted : -1;
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
  const bin = binNumber(observable, low, inverseWidth, bins);
  const fraction = (Math.log(Math.max(weight, 1e-18)) - logLowest) * inverseSpan;
  const accepted = fraction > 1 ? -(bin + 2) : bin + 0.998 * Math.max(fraction, 0);
  return weight > 0 ? accepted : -1;
}
