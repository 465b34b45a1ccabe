import { readFileSync } from 'node:fs';
import type { NormalisationSystematic, TemplateModel, TemplateSample } from './model/template-model.js';

interface Modifier {
  readonly name: string;
  readonly type: string;
  readonly data: readonly number[] | { readonly hi: number } | null;
}

interface Sample {
  readonly name: string;
  readonly data: readonly number[];
  readonly modifiers: readonly Modifier[];
}

/** Reads a file of the fixtures folder. */
export function readFixture(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8'));
}

/**
 * A workspace (pyhf JSON 1.0.0) of one region as a template: normfactor on the signal, shapesys, and normsys, whose
 * upper side is taken for both.
 */
export function readWorkspace(name: string): TemplateModel {
  const workspace = readFixture(`${name}.json`) as {
    channels: readonly { samples: readonly Sample[] }[];
    observations: readonly { data: readonly number[] }[];
  };
  const samples = workspace.channels[0]!.samples;
  const isSignal = (sample: Sample): boolean => sample.modifiers.some((m) => m.type === 'normfactor');
  return {
    kind: 'template-model',
    signal: templateOf(samples.find(isSignal)!),
    backgrounds: samples.filter((s) => !isSignal(s)).map(templateOf),
    observed: workspace.observations[0]!.data,
    mcConstraint: 'poisson',
  };
}

function templateOf({ name, data, modifiers }: Sample): TemplateSample {
  const errors = modifiers.find((m) => m.type === 'shapesys')?.data as readonly number[] | undefined;
  const systematics = modifiers
    .filter((m) => m.type === 'normsys')
    .map((m): NormalisationSystematic => ({ name: m.name, relative: (m.data as { readonly hi: number }).hi - 1 }));
  return { name, yields: data, statErrors: errors ?? data.map(() => 0), systematics };
}
