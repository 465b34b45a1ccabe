import type { WorkspaceModifier, WorkspaceSample } from '../../workspace/workspace.js';
import type { Factor, ParameterSet, Region, Shift } from '../model.js';

/** One modifier on one sample of one region. */
export interface ModifierUse<Data> {
  readonly name: string;
  readonly region: Region;
  readonly sample: WorkspaceSample;
  readonly data: Data;
}

/** What measures a parameter set, one number for each parameter. */
export type SetConstraint =
  | { readonly kind: 'none' }
  | { readonly kind: 'normal'; readonly aux: readonly number[]; readonly sigmas: readonly number[] }
  | { readonly kind: 'poisson'; readonly aux: readonly number[]; readonly factors: readonly number[] };

/** A parameter set as a modifier declares it; the measurement may say otherwise. */
export interface DeclaredSet {
  readonly size: number;
  /** A scalar is called by its name alone, the bins of others `name[i]`. */
  readonly scalar: boolean;
  readonly initial: number | 'as-measured';
  readonly bounds: readonly [number, number];
  readonly fixed: readonly boolean[];
  readonly constraint: SetConstraint;
}

/** What a modifier does to its sample. */
export type Effect =
  | { readonly kind: 'factor'; readonly factor: Factor }
  | { readonly kind: 'shift'; readonly shift: Shift }
  /** For each bin of the region the index of the parameter that multiplies it. */
  | { readonly kind: 'bin-factor'; readonly parameters: Int32Array };

export interface EffectContext {
  readonly parameters: ParameterSet;
  /** Every use of the modifier's name, in the order of regions and samples. */
  readonly uses: readonly { readonly region: Region }[];
  readonly interpolation: Interpolation;
}

/** How normsys and histosys go between their values; pyhf's default is code4 and code4p. */
export interface Interpolation {
  readonly normsys: 'code1' | 'code4';
  readonly histosys: 'code0' | 'code2' | 'code4p';
}

/** A type of modifier: the parameters that it needs, and what it does. Source of all: CERN-OPEN-2012-016. */
export interface ModifierKind<Data> {
  readonly type: WorkspaceModifier['type'];
  declare(uses: readonly ModifierUse<Data>[]): DeclaredSet;
  effect(use: ModifierUse<Data>, context: EffectContext): Effect;
}

/** One parameter with a standard normal constraint, shared by normsys and histosys of one name. */
export const PULL: DeclaredSet = {
  size: 1,
  scalar: true,
  initial: 0,
  bounds: [-5, 5],
  fixed: [false],
  constraint: { kind: 'normal', aux: [0], sigmas: [1] },
};

/** Consecutive parameters from `first`, one a bin. */
export function consecutive(first: number, bins: number): Effect {
  return { kind: 'bin-factor', parameters: Int32Array.from({ length: bins }, (_, b) => first + b) };
}
