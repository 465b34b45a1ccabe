/** How a modifier goes between its values at -1, 0 and +1 (CERN-OPEN-2012-016; pyhf's names). */
export type InterpolationCode = 'code0' | 'code1' | 'code2' | 'code4' | 'code4p';

/** What a parameter is measured by, besides the main data. */
export type Constraint =
  | { readonly kind: 'none' }
  /** Normal(aux | parameter, sigma). */
  | { readonly kind: 'normal'; readonly aux: number; readonly sigma: number }
  /** Poisson(aux | tau * parameter). */
  | { readonly kind: 'poisson'; readonly aux: number; readonly tau: number };

/** One number of the model: a scalar parameter set, or one bin of a set that has many. */
export interface Parameter {
  /** `mu`, or `staterror_recoil[3]` for bin 3 of a set. */
  readonly name: string;
  readonly initial: number;
  readonly lower: number;
  readonly upper: number;
  /** Held at its initial value. */
  readonly fixed: boolean;
  readonly constraint: Constraint;
}

/** Parameters first ... first + size - 1 share a name and are declared together. */
export interface ParameterSet {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

/** A factor on every bin of a sample. */
export type Factor =
  /** normfactor, lumi: the parameter itself. */
  | { readonly kind: 'scale'; readonly parameter: number }
  /** normsys: `high` at +1, `low` at -1, 1 at 0. */
  | {
      readonly kind: 'interpolated';
      readonly parameter: number;
      readonly code: 'code1' | 'code4';
      readonly high: number;
      readonly low: number;
    };

/** histosys: events added to each bin, high - nominal at +1 and low - nominal at -1. */
export interface Shift {
  readonly parameter: number;
  readonly code: 'code0' | 'code2' | 'code4p';
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** One sample in one region; arrays have one entry for each bin of the region. */
export interface SampleTerm {
  readonly name: string;
  /** Index into `Model.regions`. */
  readonly region: number;
  readonly nominal: Float64Array;
  readonly shifts: readonly Shift[];
  readonly factors: readonly Factor[];
  /** shapesys, staterror, shapefactor: for each bin the index of the parameter that multiplies it. */
  readonly binFactors: readonly Int32Array[];
}

/** A region (pyhf: channel): bins first ... first + bins - 1 of the model. */
export interface Region {
  readonly name: string;
  readonly first: number;
  readonly bins: number;
}

/**
 * A HistFactory model as numbers. Expected events of bin b:
 * lambda_b = sum over samples of (nominal_b + sum over shifts D_b) * product of factors * product of bin factors.
 * Regions and parameters stand in pyhf's order.
 */
export interface Model {
  readonly kind: 'model';
  readonly bins: number;
  readonly regions: readonly Region[];
  readonly parameters: readonly Parameter[];
  readonly parameterSets: readonly ParameterSet[];
  /** Index of the parameter of interest. */
  readonly pointOfInterest: number;
  readonly samples: readonly SampleTerm[];
  /** Observed events, bin by bin. */
  readonly observed: Float64Array;
}

/** Main counts, and one auxiliary measurement for each parameter (not used where there is no constraint). */
export interface Dataset {
  readonly counts: Float64Array;
  readonly aux: Float64Array;
}
