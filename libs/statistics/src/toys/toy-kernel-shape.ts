import { GammaConstraint, type CompiledModel } from '../model/compiled-model.js';

/** What the text of a toy kernel depends on; everything else is a parameter. */
export interface ToyKernelShape {
  /** Bins, padded to 4, 8, 16, 32 or 64. */
  readonly bins: number;
  readonly nuisances: number;
  /** One entry a background group: whether gamma multiplies it. */
  readonly groups: readonly boolean[];
  readonly gammas: boolean;
  /** Whether a bin can hold so many events that its count is drawn from the normal distribution. */
  readonly largeCounts: boolean;
}

const PADDED = [4, 8, 16, 32, 64];
/** Source text grows with bins x groups x parameters; beyond this a kernel takes too long to compile. */
const MAXIMUM_NUISANCES = 4;
const MAXIMUM_GROUPS = 4;

/** The kernel's shape of a model, or undefined for a model that is fitted on the host. */
export function toyKernelShape(model: CompiledModel, largeCounts: boolean): ToyKernelShape | undefined {
  const bins = PADDED.find((size) => size >= model.bins);
  const poisson = model.gammaKind.some((kind) => kind === GammaConstraint.poisson);
  if (!bins || poisson || model.constrained.length > MAXIMUM_NUISANCES || model.groups.length > MAXIMUM_GROUPS)
    return undefined;
  const gammas = model.gammaKind.some((kind) => kind !== GammaConstraint.none);
  const groups = model.groups.map((group) => gammas && group.carriesGamma);
  return { bins, nuisances: model.constrained.length, groups, gammas, largeCounts };
}

/** A name for the shape, unique. */
export function shapeId({ bins, nuisances, groups, gammas, largeCounts }: ToyKernelShape): string {
  const carrying = groups.map((carries) => (carries ? 'c' : 'p')).join('');
  return `toys-b${bins}-k${nuisances}-g${carrying}${gammas ? '-gamma' : ''}${largeCounts ? '-large' : ''}`;
}
