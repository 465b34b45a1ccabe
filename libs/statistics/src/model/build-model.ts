import { InvalidModelError } from '../errors.js';
import { selectMeasurement } from '../workspace/select-measurement.js';
import type { Workspace, WorkspaceMeasurement, WorkspaceModifier, WorkspaceSample } from '../workspace/workspace.js';
import { MODIFIER_KINDS } from './modifiers/modifier-kinds.js';
import type { Effect, Interpolation, ModifierKind, ModifierUse } from './modifiers/modifier-kind.js';
import { parameterList } from './parameter-list.js';
import type { Model, Parameter, ParameterSet, Region, SampleTerm } from './model.js';

type Data = WorkspaceModifier['data'];
type Uses = ReadonlyMap<string, readonly ModifierUse<Data>[]>;

export interface BuildOptions {
  /** Name of a measurement; the first without it. */
  readonly measurement?: string;
  readonly interpolation?: Interpolation;
}

/**
 * A workspace as numbers. Regions, samples and parameters stand in the order of pyhf 0.7.6: by name, and parameters by
 * type of modifier, then by first use.
 * @throws InvalidWorkspaceError when there is no such measurement
 * @throws InvalidModelError when its parameter of interest does not exist, or numbers do not fit
 * @example
 * const model = buildModel(workspace, { interpolation: { normsys: 'code1', histosys: 'code0' } });
 */
export function buildModel(workspace: Workspace, options: BuildOptions = {}): Model {
  const interpolation = options.interpolation ?? { normsys: 'code4', histosys: 'code4p' };
  const measurement = selectMeasurement(workspace, options.measurement);
  const regions = regionsOf(workspace);
  const uses = new Map(MODIFIER_KINDS.map((kind) => [kind, usesOf(kind, workspace, regions)] as const));
  const parameters: Parameter[] = [];
  const sets = new Map<string, ParameterSet>();
  for (const [kind, byName] of uses) {
    for (const [name, places] of byName) {
      if (sets.has(name)) continue;
      const said = measurement.config.parameters.find((parameter) => parameter.name === name);
      const list = parameterList(name, kind.declare(places), said);
      sets.set(name, { name, first: parameters.length, size: list.length });
      parameters.push(...list);
    }
  }
  const effects = effectsOf(uses, sets, interpolation);
  return {
    kind: 'model',
    bins: regions.reduce((sum, region) => sum + region.bins, 0),
    regions,
    parameters,
    parameterSets: [...sets.values()],
    pointOfInterest: pointOfInterest(measurement, sets),
    samples: regions.flatMap((region, r) =>
      samplesOf(workspace, region).map((sample) => sampleTerm(sample, r, effects.get(sample) ?? [])),
    ),
    observed: Float64Array.from(
      regions.flatMap(({ name }) => workspace.observations.find((observation) => observation.name === name)!.data),
    ),
  };
}

function regionsOf({ channels }: Workspace): Region[] {
  let first = 0;
  return byName(channels).map(({ name, samples }) => {
    const bins = samples[0]!.data.length;
    first += bins;
    return { name, first: first - bins, bins };
  });
}

function samplesOf({ channels }: Workspace, region: Region): WorkspaceSample[] {
  return byName(channels.find((channel) => channel.name === region.name)!.samples);
}

/** Where a type of modifier is used, name by name in the order of first use; for staterror pyhf sorts the names. */
function usesOf(kind: ModifierKind<Data>, workspace: Workspace, regions: readonly Region[]): Uses {
  const uses = new Map<string, ModifierUse<Data>[]>();
  for (const region of regions) {
    for (const sample of samplesOf(workspace, region)) {
      for (const { name, data } of byName(sample.modifiers.filter(({ type }) => type === kind.type))) {
        uses.set(name, [...(uses.get(name) ?? []), { name, region, sample, data }]);
      }
    }
  }
  return kind.type === 'staterror' ? new Map([...uses].sort(([a], [b]) => compare(a, b))) : uses;
}

function effectsOf(
  uses: ReadonlyMap<ModifierKind<Data>, Uses>,
  sets: ReadonlyMap<string, ParameterSet>,
  interpolation: Interpolation,
): Map<WorkspaceSample, Effect[]> {
  const effects = new Map<WorkspaceSample, Effect[]>();
  for (const [kind, byName] of uses) {
    for (const [name, places] of byName) {
      const parameters = sets.get(name)!;
      for (const use of places) {
        const effect = kind.effect(use, { parameters, uses: places, interpolation });
        checkBins(use, effect, parameters);
        effects.set(use.sample, [...(effects.get(use.sample) ?? []), effect]);
      }
    }
  }
  return effects;
}

function checkBins({ name, region }: ModifierUse<Data>, effect: Effect, { first, size }: ParameterSet): void {
  if (effect.kind !== 'bin-factor' || effect.parameters.at(-1)! < first + size) return;
  throw new InvalidModelError(
    `modifier ${name} has ${size} parameters and region ${region.name} ${region.bins} bins; allowed are as many bins in every region`,
  );
}

function sampleTerm({ name, data }: WorkspaceSample, region: number, effects: readonly Effect[]): SampleTerm {
  return {
    name,
    region,
    nominal: Float64Array.from(data),
    factors: effects.flatMap((effect) => (effect.kind === 'factor' ? [effect.factor] : [])),
    shifts: effects.flatMap((effect) => (effect.kind === 'shift' ? [effect.shift] : [])),
    binFactors: effects.flatMap((effect) => (effect.kind === 'bin-factor' ? [effect.parameters] : [])),
  };
}

function pointOfInterest({ name, config }: WorkspaceMeasurement, sets: ReadonlyMap<string, ParameterSet>): number {
  const set = sets.get(config.poi);
  if (set?.size === 1) return set.first;
  throw new InvalidModelError(
    `parameter of interest of measurement ${name} is ${config.poi}; allowed is the name of a parameter of one number`,
  );
}

function byName<Named extends { readonly name: string }>(list: readonly Named[]): Named[] {
  return [...list].sort((a, b) => compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
