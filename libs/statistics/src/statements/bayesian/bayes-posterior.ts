import { newtonStep } from '../../fit/cholesky.js';
import { expectedCounts } from '../../likelihood/expected-counts.js';
import type { Dataset, Model } from '../../model/model.js';
import { nuisanceCoordinates, parameterAt, slopeAt, type NuisanceCoordinate } from './bayes-coordinates.js';

/** The posterior density of the nuisances at one value of the parameter of interest, up to one factor for all values. */
export interface NuisancePosterior {
  /** Number of nuisances. */
  readonly size: number;
  /** ln of the density in the coordinates of `nuisanceCoordinates`; -Infinity outside their bounds. */
  readonly logDensity: (pointOfInterest: number, point: Float64Array) => number;
  /** Its maximum; starts from `start`, or from the initial parameters. */
  readonly mode: (pointOfInterest: number, start?: Float64Array) => PosteriorMode;
}

/** A maximum of the density, and the normal density that it looks like from there. */
export interface PosteriorMode {
  readonly status: 'converged' | 'not-converged';
  readonly point: Float64Array;
  /** ln of the density there. */
  readonly value: number;
  /** Lower triangle C, row by row, with C C^T the (Gauss-Newton) second derivatives of -ln density. */
  readonly factor: Float64Array;
  /** ln of the integral over the nuisances in Laplace's approximation. */
  readonly logIntegral: number;
}

const MAXIMUM_ITERATIONS = 100;
/** Maxima only say where to draw: nothing is gained by finding them better than this (in 2 ln density). */
const EDM = 1e-5;
/** Nor is anything lost where they are only known to this. */
const ROUGH_EDM = 1e-2;

/**
 * Likelihood times a flat prior in every nuisance inside its bounds: a constraint term is what its auxiliary measurement
 * says, N(a | theta, sigma) or Pois(a | tau gamma). Derivatives of the expected counts are central differences.
 */
export function nuisancePosterior(model: Model, data: Dataset): NuisancePosterior {
  const coordinates = nuisanceCoordinates(model);
  const parameters = Float64Array.from(model.parameters, ({ initial }) => initial);
  const size = coordinates.length;
  const set = (pointOfInterest: number, point: Float64Array): void => {
    parameters[model.pointOfInterest] = pointOfInterest;
    coordinates.forEach((coordinate, i) => {
      parameters[coordinate.parameter] = parameterAt(coordinate, point[i]!);
    });
  };
  const logDensity = (pointOfInterest: number, point: Float64Array): number => {
    set(pointOfInterest, point);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const { parameter, scale } = coordinates[i]!;
      const value = parameters[parameter]!;
      const { lower, upper } = model.parameters[parameter]!;
      if (value < lower || value > upper) return -Infinity;
      sum += constraint(model, data, parameter, value)[0];
      if (scale === 'cube-root') sum += 2 * Math.log(point[i]!);
    }
    return sum + logPoisson(data.counts, expectedCounts(model, parameters));
  };
  const start = (): Float64Array => Float64Array.from(coordinates, (coordinate) => startOf(model, coordinate));
  const slopes = (pointOfInterest: number, point: Float64Array): Slopes => {
    set(pointOfInterest, point);
    return slopesOf({ model, data, coordinates, parameters, point });
  };
  return {
    size,
    logDensity,
    mode: (pointOfInterest, from = start()) =>
      findMode(
        (point) => logDensity(pointOfInterest, point),
        (point) => slopes(pointOfInterest, point),
        from.slice(),
      ),
  };
}

function startOf(model: Model, { parameter, scale }: NuisanceCoordinate): number {
  const { initial, upper } = model.parameters[parameter]!;
  return scale === 'linear' ? initial : Math.cbrt(Math.max(initial, 1e-6 * upper));
}

/** sum over bins of n ln lambda - lambda - (n ln n - n): 0 where the expectation is the data. */
function logPoisson(counts: Float64Array, expected: Float64Array): number {
  let sum = 0;
  for (let b = 0; b < counts.length; b++) {
    const [n, rate] = [counts[b]!, expected[b]!];
    if (!(rate >= 0)) return -Infinity;
    sum += n - rate + (n > 0 ? n * Math.log(rate / n) : 0);
  }
  return sum;
}

/** ln of a constraint term, its first derivative and minus its second. */
function constraint(
  model: Model,
  { aux }: Dataset,
  parameter: number,
  value: number,
): readonly [number, number, number] {
  const { constraint: of } = model.parameters[parameter]!;
  const measured = aux[parameter]!;
  switch (of.kind) {
    case 'none':
      return [0, 0, 0];
    case 'normal': {
      const pull = (measured - value) / of.sigma;
      return [-0.5 * pull * pull, pull / of.sigma, 1 / (of.sigma * of.sigma)];
    }
    case 'poisson': {
      const rate = of.tau * value;
      const log = measured - rate + (measured > 0 ? measured * Math.log(rate / measured) : 0);
      return [log, measured / value - of.tau, measured / (value * value)];
    }
  }
}

/** Gradient and Gauss-Newton Hessian of -ln density. */
interface Slopes {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function slopesOf({
  model,
  data,
  coordinates,
  parameters,
  point,
}: {
  readonly model: Model;
  readonly data: Dataset;
  readonly coordinates: readonly NuisanceCoordinate[];
  readonly parameters: Float64Array;
  readonly point: Float64Array;
}): Slopes {
  const size = coordinates.length;
  const expected = expectedCounts(model, parameters).slice();
  const columns = coordinates.map((coordinate, i) =>
    column(model, parameters, coordinate, slopeAt(coordinate, point[i]!)),
  );
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const residual = expected.map((rate, b) => (data.counts[b] === 0 ? 1 : 1 - data.counts[b]! / rate));
  const weight = expected.map((rate, b) => (data.counts[b] === 0 ? 0 : data.counts[b]! / (rate * rate)));
  for (let i = 0; i < size; i++) {
    const { parameter, scale } = coordinates[i]!;
    const u = point[i]!;
    const unit = slopeAt(coordinates[i]!, u);
    const [, slope, curvature] = constraint(model, data, parameter, parameters[parameter]!);
    const along = dot(residual, columns[i]!) - slope * unit;
    gradient[i] = along - (scale === 'cube-root' ? 2 / u : 0);
    for (let j = 0; j <= i; j++) hessian[i * size + j] = weighted(weight, columns[i]!, columns[j]!);
    const { lower, upper, constraint: of } = model.parameters[parameter]!;
    // x = u^3 bends: 6 u dL/dx + 2 / u^2. A parameter that nothing measures is as wide as its bounds.
    const bend = scale === 'cube-root' ? Math.max(0, (2 * along) / u) + 2 / (u * u) : 0;
    hessian[i * size + i]! += curvature * unit * unit + bend;
    if (scale === 'linear' && of.kind === 'none') hessian[i * size + i]! += 12 / (upper - lower) ** 2;
  }
  return { gradient, hessian };
}

/** d lambda_b / d coordinate. */
function column(
  model: Model,
  parameters: Float64Array,
  { parameter, scale }: NuisanceCoordinate,
  unit: number,
): Float64Array {
  const centre = parameters[parameter]!;
  const step = 1e-5 * (scale === 'linear' ? Math.max(1, Math.abs(centre)) : centre);
  parameters[parameter] = centre + step;
  const above = expectedCounts(model, parameters).slice();
  parameters[parameter] = centre - step;
  const below = expectedCounts(model, parameters);
  parameters[parameter] = centre;
  return above.map((rate, b) => ((rate - below[b]!) * unit) / (2 * step));
}

function findMode(
  logDensity: (point: Float64Array) => number,
  slopesAt: (point: Float64Array) => Slopes,
  point: Float64Array,
): PosteriorMode {
  const size = point.length;
  const newton = { step: new Float64Array(size), factor: new Float64Array(size * size), edm: 0 };
  const free = new Uint8Array(size).fill(1);
  const trial = new Float64Array(size);
  let value = logDensity(point);
  let converged = size === 0 || value === -Infinity;
  for (let iteration = 0, damping = 0; !converged && iteration < MAXIMUM_ITERATIONS; iteration++) {
    const { gradient, hessian } = slopesAt(point);
    newtonStep(hessian, gradient, free, damping, newton);
    const rise = climb(logDensity, point, newton.step, { value, trial });
    converged = newton.edm < EDM || (rise <= 0 && damping > 1e3);
    if (rise > 0) {
      point.set(trial);
      value += rise;
    }
    damping = rise > 0 ? damping / 10 : 10 * damping + 1e-3;
  }
  if (size > 0 && value > -Infinity) {
    const { gradient, hessian } = slopesAt(point);
    newtonStep(hessian, gradient, free, 0, newton);
  } else for (let i = 0; i < size; i++) newton.factor[i * size + i] = 1;
  let logIntegral = value + 0.5 * size * Math.log(2 * Math.PI);
  for (let i = 0; i < size; i++) logIntegral -= Math.log(newton.factor[i * size + i]!);
  return {
    status: converged || newton.edm < ROUGH_EDM ? 'converged' : 'not-converged',
    point,
    value,
    factor: newton.factor,
    logIntegral,
  };
}

/** Halves the step until ln density rises; leaves the point in `trial`, gives the rise. */
function climb(
  logDensity: (point: Float64Array) => number,
  point: Float64Array,
  step: Float64Array,
  { value, trial }: { readonly value: number; readonly trial: Float64Array },
): number {
  for (let halving = 0, length = 1; halving < 12; halving++, length /= 2) {
    for (let i = 0; i < point.length; i++) trial[i] = point[i]! + length * step[i]!;
    const rise = logDensity(trial) - value;
    if (rise > 0) return rise;
  }
  return 0;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function weighted(weight: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += weight[i]! * a[i]! * b[i]!;
  return sum;
}
