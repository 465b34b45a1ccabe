import type { Model } from '../model/model.js';

/**
 * Which parameters a fit moves, and which it need not: fixed ones stay where they are, and in each region one set of bin
 * factors, each of which touches a single bin of the model, has its maximum in closed form (it is profiled).
 */
export interface ParameterLayout {
  /** Indices of the parameters that are moved, in the order of the model. */
  readonly moved: Int32Array;
  /** For each parameter its place in `moved`, or -1. */
  readonly place: Int32Array;
  /** For each bin the index of the bin factor that is profiled in it (it may be fixed), or -1. */
  readonly profiled: Int32Array;
}

/** The layout of a model; with `profile` false every parameter that is not fixed is moved. */
export function parameterLayout(model: Model, profile = true): ParameterLayout {
  const profiled = new Int32Array(model.bins).fill(-1);
  if (profile) {
    const single = parametersOfOneBin(model);
    model.regions.forEach(({ first }, r) => {
      const set = profiledSet(model, r, single);
      if (set) profiled.set(set, first);
    });
  }
  const closed = new Set(profiled);
  const isMoved = (p: number): boolean =>
    p === model.pointOfInterest || (!model.parameters[p]!.fixed && !closed.has(p));
  const moved = Int32Array.from([...model.parameters.keys()].filter(isMoved));
  const place = new Int32Array(model.parameters.length).fill(-1);
  moved.forEach((p, i) => (place[p] = i));
  return { moved, place, profiled };
}

/** Parameters that multiply one bin and do nothing else; never the parameter of interest. */
function parametersOfOneBin({ samples, regions, pointOfInterest }: Model): Set<number> {
  const bins = new Map<number, Set<number>>();
  const others = new Set([pointOfInterest]);
  for (const { region, factors, shifts, binFactors } of samples) {
    for (const { parameter } of [...factors, ...shifts]) others.add(parameter);
    for (const set of binFactors) {
      set.forEach((p, b) => bins.set(p, (bins.get(p) ?? new Set()).add(regions[region]!.first + b)));
    }
  }
  return new Set([...bins].filter(([p, touched]) => touched.size === 1 && !others.has(p)).map(([p]) => p));
}

/** Of the sets of a region that can be profiled the one that most samples carry. */
function profiledSet({ samples, parameters }: Model, region: number, single: Set<number>): Int32Array | undefined {
  const carried = new Map<number, { readonly set: Int32Array; count: number }>();
  for (const set of samples.filter((sample) => sample.region === region).flatMap((sample) => sample.binFactors)) {
    const known = carried.get(set[0]!);
    if (known) known.count++;
    else if (set.every((p) => single.has(p)) && set.some((p) => !parameters[p]!.fixed)) {
      carried.set(set[0]!, { set, count: 1 });
    }
  }
  return [...carried.values()].sort((a, b) => b.count - a.count)[0]?.set;
}
