import type { CompiledModel } from '../model/compiled-model.js';

/**
 * The sources of a model (signal first, then the background groups) as flat arrays, with sums over bins in terms of
 * which gradient and Hessian are written: v_j = sum_b r_b S_jb and M_ij = sum_b (w_b S_ib S_jb - U_ib U_jb / D_b), with
 * S_0 per signal event (see `profiledLikelihood`).
 */
export interface SourceSums {
  readonly sources: number;
  /** Yield of source j in bin b at [j * bins + b]; the signal's is its shape. */
  readonly yields: Float64Array;
  readonly carriesGamma: Uint8Array;
  /** d ln S_j / d theta_k at [j * nuisances + k]. */
  readonly response: Float64Array;
  readonly v: Float64Array;
  /** Lower triangle at [i * sources + j], j <= i. */
  readonly m: Float64Array;
  /** exp(response . theta) of each source. */
  readonly scale: Float64Array;
  /** Scratch: the sources of one bin, and their U. */
  readonly unit: Float64Array;
  readonly along: Float64Array;
}

export function sourceSums(model: CompiledModel): SourceSums {
  const sources = 1 + model.groups.length;
  return {
    sources,
    yields: Float64Array.from([model.shape, ...model.groups.map((group) => group.yields)].flatMap((y) => [...y])),
    carriesGamma: Uint8Array.from([0, ...model.groups.map((group) => Number(group.carriesGamma))]),
    response: Float64Array.from([model.signalResponse, ...model.groups.map((g) => g.response)].flatMap((r) => [...r])),
    v: new Float64Array(sources),
    m: new Float64Array(sources * sources),
    scale: new Float64Array(sources),
    unit: new Float64Array(sources),
    along: new Float64Array(sources),
  };
}

/** Sets the sums to zero and the scales of the sources to those of the parameters. */
export function beginSums({ sources, response, scale, v, m }: SourceSums, parameters: Float64Array): void {
  v.fill(0);
  m.fill(0);
  const nuisances = parameters.length - 1;
  for (let j = 0; j < sources; j++) {
    let exponent = 0;
    for (let k = 0; k < nuisances; k++) exponent += response[j * nuisances + k]! * parameters[k + 1]!;
    scale[j] = Math.exp(exponent);
  }
}

/** What a bin adds to the sums; one object is used again for every bin. */
export interface BinTerms {
  gamma: number;
  /** r = 1 - n / lambda. */
  residual: number;
  /** w, about n / lambda^2. */
  weight: number;
  /** What gamma multiplies, g. */
  scaled: number;
  /** Second derivative of the constraint of gamma, k. */
  stiffness: number;
  /** The share of r in U. */
  mixed: number;
}

/** Adds a bin, whose sources at gamma = 1 are in `unit`. */
export function addBin({ sources, carriesGamma, unit, along, v, m }: SourceSums, bin: BinTerms): void {
  const slope = bin.weight * bin.scaled;
  const freedom = 1 / (slope * bin.scaled + bin.stiffness);
  for (let i = 0; i < sources; i++) {
    const carries = carriesGamma[i] === 1;
    const s = carries ? unit[i]! * bin.gamma : unit[i]!;
    const u = slope * s + (carries ? bin.mixed * unit[i]! : 0);
    unit[i] = s;
    along[i] = u;
    v[i]! += bin.residual * s;
    for (let j = 0; j <= i; j++) m[i * sources + j]! += bin.weight * s * unit[j]! - freedom * u * along[j]!;
  }
}

/**
 * Gradient and Hessian of the Poisson terms in (nu, theta) from the sums. Unless `exact`, of the second derivatives of
 * the expectation only the non-negative ones (v_j > 0) are kept, so that the Hessian stays positive.
 */
export function parameterDerivatives(
  sums: SourceSums,
  nu: number,
  exact: boolean,
  { gradient, hessian }: { readonly gradient: Float64Array; readonly hessian: Float64Array },
): void {
  const { sources, response, v, m } = sums;
  const size = gradient.length;
  const nuisances = size - 1;
  const factor = (j: number, k: number): number => response[j * nuisances + k - 1]! * (j === 0 ? nu : 1);
  gradient[0] = v[0]!;
  hessian[0] = m[0]!;
  for (let i = 1; i < size; i++) {
    let slope = 0;
    let cross = 0;
    for (let j = 0; j < sources; j++) {
      slope += factor(j, i) * v[j]!;
      cross += factor(j, i) * m[j * sources]!;
    }
    gradient[i] = slope;
    hessian[i * size] = hessian[i] = cross;
    for (let k = 1; k <= i; k++) {
      let sum = 0;
      for (let a = 0; a < sources; a++) {
        sum += (exact ? v[a]! : Math.max(v[a]!, 0)) * factor(a, i) * response[a * nuisances + k - 1]!;
        for (let b = 0; b < sources; b++) {
          sum += factor(a, i) * factor(b, k) * m[a > b ? a * sources + b : b * sources + a]!;
        }
      }
      hessian[i * size + k] = hessian[k * size + i] = sum;
    }
  }
}
