import { readFileSync } from 'node:fs';
import type { TemplateModel } from './model/template-model.js';

interface Sample {
  readonly name: string;
  readonly data: readonly number[];
  readonly modifiers: readonly {
    readonly name: string;
    readonly type: string;
    readonly data: readonly number[] | null;
  }[];
}

/** Reads a file of the fixtures folder. */
export function readFixture<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')) as T;
}

/** A counting workspace (pyhf JSON 1.0.0: one region, normfactor on the signal, at most shapesys) as a template. */
export function readCountingWorkspace(name: string): TemplateModel {
  const workspace = readFixture<{
    channels: readonly { samples: readonly Sample[] }[];
    observations: readonly { data: readonly number[] }[];
  }>(`${name}.json`);
  const samples = workspace.channels[0]!.samples;
  const isSignal = (sample: Sample): boolean => sample.modifiers.some((m) => m.type === 'normfactor');
  const template = (sample: Sample) => ({
    name: sample.name,
    yields: sample.data,
    statErrors: sample.modifiers.find((m) => m.type === 'shapesys')?.data ?? sample.data.map(() => 0),
    systematics: [],
  });
  return {
    kind: 'template-model',
    signal: template(samples.find(isSignal)!),
    backgrounds: samples.filter((s) => !isSignal(s)).map(template),
    observed: workspace.observations[0]!.data,
    mcConstraint: 'poisson',
  };
}
