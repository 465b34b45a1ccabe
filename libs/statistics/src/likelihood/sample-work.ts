import type { Model, SampleTerm, Shift } from '../model/model.js';
import { bendOf, factorOf, variationOf, type Curve, type Side, type Variation } from './interpolation.js';
import type { ParameterLayout } from './parameter-layout.js';

/** h(alpha) of one parameter and code, shared by all samples that it shifts (see `bendOf`). */
export interface Bend extends Curve {
  readonly parameter: number;
  readonly code: Shift['code'];
}

/** A shift: events S alpha + A h(alpha). */
interface ShiftWork {
  readonly bend: Bend;
  /** Row of its parameter in the region's derivatives, or -1 where it is fixed. */
  readonly row: number;
  readonly slope: Float64Array;
  readonly bent: Float64Array;
}

interface FactorWork extends Curve {
  readonly parameter: number;
  /** Absent where the factor is the parameter itself. */
  readonly variation: Variation | undefined;
  readonly row: number;
}

interface BinFactorWork {
  readonly parameters: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** A sample with what it needs and leaves behind in each evaluation. */
export interface SampleWork {
  readonly nominal: Float64Array;
  readonly shifts: readonly ShiftWork[];
  readonly factors: readonly FactorWork[];
  /** Bin factors that are not profiled. */
  readonly binFactors: readonly BinFactorWork[];
  /** Whether the profiled bin factor of its region multiplies it. */
  readonly carries: boolean;
  /** Nominal with shifts. */
  readonly base: Float64Array;
  /** Product of `binFactors`. */
  readonly gamma: Float64Array;
  /** Product of the factors that are not 0, and how many are 0. */
  product: number;
  zeros: number;
}

/** Prepares a sample; `rowOf` numbers the parameters of its region, `bendFor` hands out what samples share. */
export function sampleWork(
  { nominal, shifts, factors, binFactors }: SampleTerm,
  profiled: number,
  rowOf: (parameter: number) => number,
  bendFor: (parameter: number, code: Shift['code']) => Bend,
): SampleWork {
  return {
    nominal,
    shifts: shifts.map(({ parameter, code, high, low }) => ({
      bend: bendFor(parameter, code),
      row: rowOf(parameter),
      slope: nominal.map((_, b) => 0.5 * (high[b]! - low[b]!)),
      bent: nominal.map((nom, b) => (high[b]! + low[b]! - 2 * nom) / 16),
    })),
    factors: factors.map((factor) => ({
      parameter: factor.parameter,
      variation: factor.kind === 'scale' ? undefined : variationOf(factor.code, factor.high, factor.low),
      row: rowOf(factor.parameter),
      value: 1,
      slope: 1,
      curvature: 0,
    })),
    binFactors: binFactors
      .filter((set) => set[0] !== profiled)
      .map((set) => ({ parameters: set, rows: set.map((p) => rowOf(p)), values: new Float64Array(set.length) })),
    carries: binFactors.some((set) => set[0] === profiled),
    base: nominal.slice(),
    gamma: new Float64Array(nominal.length).fill(1),
    product: 1,
    zeros: 0,
  };
}

/** The parameters of a region that are moved, in their order. */
export function regionPlaces(model: Model, region: number, { place }: ParameterLayout): Int32Array {
  const places = model.samples
    .filter((sample) => sample.region === region)
    .flatMap(({ shifts, factors, binFactors }) => [
      ...[...shifts, ...factors].map(({ parameter }) => place[parameter]!),
      ...binFactors.flatMap((set) => [...set].map((p) => place[p]!)),
    ]);
  return Int32Array.from([...new Set(places)].filter((i) => i >= 0).sort((a, b) => a - b));
}

/** Evaluates base, factors and bin factors of a sample at all parameters of the model. */
export function evaluateSample(work: SampleWork, at: Float64Array, sides: Int8Array): void {
  const { nominal, base, gamma } = work;
  base.set(nominal);
  for (const { bend, slope, bent } of work.shifts) {
    const alpha = at[bend.parameter]!;
    if (alpha === 0) continue;
    for (let b = 0; b < base.length; b++) base[b]! += alpha * slope[b]! + bend.value * bent[b]!;
  }
  work.product = 1;
  work.zeros = 0;
  for (const factor of work.factors) {
    const value = at[factor.parameter]!;
    if (factor.variation) factorOf(factor.variation, value, sides[factor.parameter] as Side, factor);
    else factor.value = value;
    if (factor.value === 0) work.zeros++;
    else work.product *= factor.value;
  }
  if (work.binFactors.length === 0) return;
  gamma.fill(1);
  for (const { parameters, values } of work.binFactors) {
    for (let b = 0; b < gamma.length; b++) gamma[b]! *= values[b] = at[parameters[b]!]!;
  }
}

/** The product of the bin factors of bin b without two of them. */
export function otherBinFactors({ binFactors }: SampleWork, one: number, two: number, b: number): number {
  let product = 1;
  for (let k = 0; k < binFactors.length; k++) if (k !== one && k !== two) product *= binFactors[k]!.values[b]!;
  return product;
}

export function evaluateBend(bend: Bend, at: Float64Array, sides: Int8Array): void {
  bendOf(bend.code, at[bend.parameter]!, sides[bend.parameter] as Side, bend);
}
