import { readCase, type CASES } from '../../fixtures/read-case.js';
import { createModelFitter } from '../fit/model-fitter.js';
import { observedData } from '../likelihood/dataset.js';
import { buildModel } from '../model/build-model.js';
import type { Interpolation } from '../model/modifiers/modifier-kind.js';
import type { Model } from '../model/model.js';
import type { Workspace, WorkspaceModifier, WorkspaceSample } from '../workspace/workspace.js';
import type { ToyBatch, ToyRequest } from './engine.js';

/** A model of one region from its background, with these modifiers on it; the signal is a bump in the middle. */
export function bumpModel(
  background: readonly number[],
  modifiers: readonly WorkspaceModifier[] = [],
  options: { readonly signal?: readonly WorkspaceModifier[]; readonly interpolation?: Interpolation } = {},
): Model {
  const signal = {
    name: 'signal',
    data: bump(background),
    modifiers: [{ name: 'mu', type: 'normfactor', data: null } as const, ...(options.signal ?? [])],
  };
  const workspace = workspaceOf({ sr: [signal, { name: 'background', data: background, modifiers }] });
  return buildModel(workspace, options.interpolation ? { interpolation: options.interpolation } : {});
}

/** A workspace of these regions, with the expectation without signal, rounded, as its data. */
export function workspaceOf(regions: Readonly<Record<string, readonly WorkspaceSample[]>>): Workspace {
  return {
    version: '1.0.0',
    channels: Object.entries(regions).map(([name, samples]) => ({ name, samples })),
    observations: Object.entries(regions).map(([name, samples]) => ({
      name,
      data: samples[0]!.data.map((_, b) =>
        Math.round(samples.reduce((sum, { name: of, data }) => sum + (of === 'signal' ? 0 : data[b]!), 0)),
      ),
    })),
    measurements: [{ name: 'measurement', config: { poi: 'mu', parameters: [] } }],
  };
}

/** Three standard deviations of the background under a bump, and three events. */
export function bump(background: readonly number[]): number[] {
  const middle = (background.length - 1) / 2;
  const shape = background.map((_, b) => Math.exp(-0.5 * ((b - middle) / (0.6 + background.length / 12)) ** 2));
  const [total, under] = [shape, shape.map((s, b) => s * background[b]!)].map((list) => list.reduce((x, y) => x + y));
  return shape.map((s) => (s / total!) * (3 + 3 * Math.sqrt(under!)));
}

/** A model of the verification cases. */
export function caseModel(name: (typeof CASES)[number]): Model {
  return buildModel(readCase(name).workspace);
}

/** Toys of one hypothesis at its conditional fit to data, with both fits and the ratio to the other hypothesis. */
export function requestFor(model: Model, hypothesis: 0 | 1, count: number): ToyRequest {
  const fitter = createModelFitter(model);
  const at = (mu: number): Float64Array => fitter.fit(observedData(model), { fixedAt: mu }).parameters;
  const { lower, upper } = model.parameters[model.pointOfInterest]!;
  return {
    model,
    truth: at(hypothesis),
    other: at(1 - hypothesis),
    key: [5, 6],
    first: 0,
    count,
    conditional: 1,
    free: [Math.max(lower, 0), upper],
  };
}

/** q = 2 (conditional - free) of each toy. */
export function likelihoodRatios({ conditional, free }: ToyBatch): Float64Array {
  return conditional!.map((value, i) => 2 * (value - free![i]!));
}

/** How far apart two lists of numbers are at most, relative to 1 or to the second where that is larger. */
export function farthest(a: Float64Array, b: Float64Array): number {
  return distances(a, b).reduce((most, value) => Math.max(most, value), 0);
}

/** The same for each number; 0 where both are the same infinity. */
export function distances(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => (value === b[i] ? 0 : Math.abs(value - b[i]!) / Math.max(1, Math.abs(b[i]!))));
}
