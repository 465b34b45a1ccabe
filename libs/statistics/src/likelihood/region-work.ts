import type { Model, Shift } from '../model/model.js';
import type { ParameterLayout } from './parameter-layout.js';
import { regionPlaces, sampleWork, type Bend, type SampleWork } from './sample-work.js';

/**
 * The samples of a region, with scratch space. Rows are the moved parameters that act in the region; J = d lambda / d row
 * at [row * bins + bin], in the part that the profiled bin factor multiplies (at gamma = 1) and the rest.
 */
export interface RegionWork {
  readonly first: number;
  readonly bins: number;
  readonly samples: readonly SampleWork[];
  /** Of each row the place among the moved parameters. */
  readonly places: Int32Array;
  readonly hasProfiled: boolean;
  /** Expected events: what the profiled bin factor multiplies (at gamma = 1), and the rest. */
  readonly scaled: Float64Array;
  readonly other: Float64Array;
  readonly gammas: Float64Array;
  readonly rates: Float64Array;
  readonly residual: Float64Array;
  readonly weight: Float64Array;
  /** 1 / (w g^2 + k): how freely gamma moves. */
  readonly freedom: Float64Array;
  readonly scaledRows: Float64Array;
  readonly rows: Float64Array;
  /** Lower triangle at [row * rows + column]. */
  readonly hessian: Float64Array;
  /** Scratch, one number a bin. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Regions of a model ready for evaluation, and the bends that their samples share. */
export function regionWorks(
  model: Model,
  layout: ParameterLayout,
): { readonly regions: readonly RegionWork[]; readonly bends: readonly Bend[] } {
  const bends = new Map<string, Bend>();
  const bendFor = (parameter: number, code: Shift['code']): Bend => {
    const key = `${parameter} ${code}`;
    const known = bends.get(key) ?? { parameter, code, value: 0, slope: 0, curvature: 0 };
    bends.set(key, known);
    return known;
  };
  const regions = model.regions.map((region, r) => regionWork(model, r, layout, bendFor));
  return { regions, bends: [...bends.values()] };
}

function regionWork(
  model: Model,
  r: number,
  layout: ParameterLayout,
  bendFor: (parameter: number, code: Shift['code']) => Bend,
): RegionWork {
  const { first, bins } = model.regions[r]!;
  const places = regionPlaces(model, r, layout);
  const rowOf = (parameter: number): number => places.indexOf(layout.place[parameter]!);
  const profiled = layout.profiled[first]!;
  const perBin = (): Float64Array => new Float64Array(bins);
  const rows = places.length;
  return {
    first,
    bins,
    samples: model.samples.filter((s) => s.region === r).map((s) => sampleWork(s, profiled, rowOf, bendFor)),
    places,
    hasProfiled: profiled >= 0,
    scaled: perBin(),
    other: perBin(),
    gammas: perBin().fill(1),
    rates: perBin(),
    residual: perBin(),
    weight: perBin(),
    freedom: perBin(),
    scaledRows: new Float64Array(rows * bins),
    rows: new Float64Array(rows * bins),
    hessian: new Float64Array(rows * rows),
    left: perBin(),
    right: perBin(),
  };
}
