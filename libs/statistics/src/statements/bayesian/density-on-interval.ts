/** A smooth density on an interval, known up to a factor. */
export interface IntervalDensity {
  /** Fraction of the integral below x. */
  readonly cumulative: (x: number) => number;
  /** Where that fraction is reached. */
  readonly quantile: (fraction: number) => number;
  /** Density at x, normalised to 1. */
  readonly density: (x: number) => number;
}

/** Where a density on [lower, upper] has to be known: the Chebyshev points of the first kind, in falling order. */
export function chebyshevNodes(size: number, lower: number, upper: number): Float64Array {
  const half = 0.5 * (upper - lower);
  return Float64Array.from({ length: size }, (_, j) => lower + half * (1 + Math.cos((Math.PI * (j + 0.5)) / size)));
}

/**
 * The polynomial through the values at `chebyshevNodes`, with its integral: c_k = 2/n sum_j f_j cos(k pi (j + 1/2) / n),
 * integral C_k = (c_(k-1) - c_(k+1)) / (2 k) (C. Clenshaw and A. Curtis, Numer. Math. 2 (1960) 197).
 */
export function densityOnInterval(values: Float64Array, lower: number, upper: number): IntervalDensity {
  const series = chebyshevSeries(values);
  const integral = integrated(series);
  const half = 0.5 * (upper - lower);
  const below = (x: number): number => evaluate(integral, (x - lower) / half - 1);
  const origin = below(lower);
  const total = below(upper) - origin;
  const cumulative = (x: number): number => (below(x) - origin) / total;
  return {
    cumulative,
    density: (x) => evaluate(series, (x - lower) / half - 1) / (half * total),
    quantile: (fraction) => bisect((x) => cumulative(x) >= fraction, lower, upper),
  };
}

function chebyshevSeries(values: Float64Array): Float64Array {
  const size = values.length;
  return Float64Array.from({ length: size }, (_, k) => {
    const sum = values.reduce((total, f, j) => total + f * Math.cos((Math.PI * k * (j + 0.5)) / size), 0);
    return ((k === 0 ? 1 : 2) * sum) / size;
  });
}

function integrated(series: Float64Array): Float64Array {
  const at = (k: number): number => (series[k] ?? 0) * (k === 0 ? 2 : 1);
  return Float64Array.from({ length: series.length + 1 }, (_, k) => (k === 0 ? 0 : (at(k - 1) - at(k + 1)) / (2 * k)));
}

/** Clenshaw's recurrence. */
function evaluate(series: Float64Array, x: number): number {
  let [one, two] = [0, 0];
  for (let k = series.length - 1; k > 0; k--) [one, two] = [series[k]! + 2 * x * one - two, one];
  return series[0]! + x * one - two;
}

function bisect(holds: (x: number) => boolean, lower: number, upper: number): number {
  let [low, high] = [lower, upper];
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (low + high);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return 0.5 * (low + high);
}
