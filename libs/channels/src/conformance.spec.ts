import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, referenceFill, type Device, type FillResult } from '@darkreach/kernels';
import { existsSync, readFileSync } from 'node:fs';
import { fillOf, meanWeight, simulationOf } from '../fixtures/fills.js';
import type { Channel, ChannelExperiment, ModelValues, TemplateRecipe } from './channel.js';
import { CHANNELS, findChannel } from './registry.js';

const defaults = (channel: Channel): ModelValues =>
  Object.fromEntries(channel.model.map(({ name, default: value }) => [name, value]));

interface Run {
  readonly name: string;
  readonly channel: Channel;
  readonly experiment: ChannelExperiment;
  readonly signal: (mass: number) => TemplateRecipe;
}

/** Every search at every experiment, at the defaults. */
const RUNS: readonly Run[] = CHANNELS.flatMap((channel) =>
  channel.experiments.map((id): Run => {
    const experiment = channel.experiment(id, {});
    const signal = (mass: number): TemplateRecipe => experiment.signal(mass, defaults(channel));
    return { name: `${channel.id} at ${id}`, channel, experiment, signal };
  }),
);

/** Masses from end to end of what phase space allows. */
const massesOf = ({ massRange: [low, high] }: ChannelExperiment): readonly number[] =>
  [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => low + share * (high - low));

const sqrtSOf = ({ signal, experiment }: Run): number =>
  simulationOf(signal(experiment.massRange[0])).parameters['sqrtS']!;

/** Visible signal cross-section on the axis, fb. */
function visible(recipe: TemplateRecipe, fill: (recipe: TemplateRecipe) => FillResult): number {
  return (
    fill(recipe)
      .sumw.slice(1, -1)
      .reduce((sum, weight) => sum + weight, 0) * simulationOf(recipe).crossSection
  );
}

describe('The registry of searches', () => {
  it('is sorted by ids, which are all different', () => {
    const ids = CHANNELS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('finds each by its id, and nothing else', () => {
    for (const channel of CHANNELS) expect(findChannel(channel.id)).toBe(channel);
    expect(findChannel('no-such-search')).toBeUndefined();
  });
});

describe.each(CHANNELS.map((channel) => ({ name: channel.id, channel })))('The search $name', ({ channel }) => {
  it('has citations with different keys, each with a place to find it', () => {
    const keys = channel.citations.map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { arxiv, doi, url } of channel.citations) expect(arxiv ?? doi ?? url).toBeTruthy();
  });

  it('is described in the documentation, under its own name', () => {
    const page = new URL(`../../../docs/physics/${channel.id}.md`, import.meta.url);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain(channel.title);
  });

  it('compares itself with published limits of experiments and sources that it knows', () => {
    const titles = channel.experiments.map((id) => channel.experiment(id, {}).title);
    const keys = channel.citations.map(({ key }) => key);
    for (const limit of channel.published) {
      expect(titles).toContain(limit.experiment);
      expect(keys).toContain(limit.source);
      expect(limit.coupling).toBeGreaterThan(0);
      expect(limit.luminosity).toMatch(/^[\d.]+ [apf]b\^-1$/);
    }
  });

  it('has model parameters whose defaults are allowed', () => {
    for (const parameter of channel.model) {
      if (parameter.kind === 'choice') expect(parameter.choices).toContain(parameter.default);
      else expect(parameter.default).toBe(Math.min(Math.max(parameter.default, parameter.low), parameter.high));
    }
  });

  it('reads the coupling off a yield, growing with it, and 1e-3 at the reference', () => {
    expect(channel.couplingFromStrength(1)).toBeCloseTo(1e-3, 12);
    expect(channel.couplingFromStrength(2)).toBeGreaterThan(channel.couplingFromStrength(1));
    expect(channel.couplingFromStrength(0)).toBe(0);
  });

  it('has uncertainties of samples that there are', () => {
    const processes = channel.experiments.flatMap((id) =>
      channel.experiment(id, {}).backgrounds.map(({ process }) => process),
    );
    const names = channel.systematics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const systematic of channel.systematics) {
      for (const process of systematic.processes) expect(['signal', ...processes]).toContain(process);
    }
  });
});

describe.each(RUNS)('$name', (run) => {
  const { channel, experiment, signal } = run;

  it('has a range of masses inside phase space, and says where in it the model is meant', () => {
    const [low, high] = experiment.massRange;
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(sqrtSOf(run));
    expect(experiment.validity.low).toBeGreaterThanOrEqual(low);
    expect(experiment.validity.high).toBeLessThanOrEqual(high);
    expect(experiment.validity.reason).not.toBe('');
  });

  it('fits a window on its axis around the signal, wider than the resolution', () => {
    const { low, high } = experiment.axis;
    for (const mass of massesOf(experiment)) {
      const [from, to] = experiment.fitWindow(mass, {});
      expect(from).toBeGreaterThanOrEqual(low);
      expect(to).toBeLessThanOrEqual(high + 1e-9);
      expect(from).toBeLessThan(mass * mass);
      expect(to).toBeGreaterThan(Math.min(mass * mass, high - 1e-9));
      expect(experiment.resolution(mass)).toBeGreaterThan(0);
    }
  });

  it('gives every kernel all of its parameters, and one axis to all templates', () => {
    const recipes = [...massesOf(experiment).map(signal), ...experiment.backgrounds];
    for (const recipe of recipes) {
      expect(recipe.axis).toEqual(experiment.axis);
      if (recipe.source.kind === 'flat') continue;
      const { kernel, parameters } = recipe.source;
      const missing = kernel.parameters.filter((name) => !Number.isFinite(parameters[name]));
      expect([recipe.process, missing]).toEqual([recipe.process, []]);
    }
  });

  it('shares out all background events, and has backgrounds wherever a mass is searched', () => {
    const shares = experiment.backgrounds.map(({ source }) => (source.kind === 'simulated' ? source.share : 0));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    const regions = experiment.backgrounds.map(({ region }) => region);
    for (const mass of massesOf(experiment)) expect(regions).toContain(signal(mass).region);
  });

  it('has a yield that is never negative, and falls to zero at the end of phase space', () => {
    const fill = (recipe: TemplateRecipe): FillResult => referenceFill(fillOf(recipe, 4000));
    const yields = massesOf(experiment).map((mass) => visible(signal(mass), fill));
    for (const value of yields) expect(value).toBeGreaterThan(0);
    expect(visible(signal(0.999 * sqrtSOf(run)), fill)).toBeLessThan(1e-3 * Math.max(...yields));
    expect(() => signal(1.001 * sqrtSOf(run))).toThrow(expect.objectContaining({ name: 'PhaseSpaceError' }));
  });

  it('has inputs with sources, each path once, and results that change with an override', () => {
    const { inputs } = experiment;
    expect(new Set(inputs.map(({ path }) => path)).size).toBe(inputs.length);
    for (const { source } of inputs) expect(source).not.toBe('');
    const mass = experiment.validity.high;
    const before = simulationOf(signal(mass));
    const { path, value } = inputs.find((input) => input.path === 'signal.efficiency')!;
    const changed = channel.experiment(experiment.id, { [path]: value / 2 });
    expect(simulationOf(changed.signal(mass, defaults(channel))).crossSection / before.crossSection).toBeCloseTo(
      0.5,
      9,
    );
    expect(changed.inputs.find((input) => input.path === path)).toMatchObject({ value: value / 2, trust: 'assumed' });
  });

  it('refuses to override what it does not have, by name', () => {
    expect(() => channel.experiment(experiment.id, { 'no.such.input': 1 })).toThrow(
      expect.objectContaining({ name: 'UnknownInputError', path: 'no.such.input' }),
    );
  });
});

/** One recipe of each kernel that a search uses, each choice of its model included; the last one that uses it. */
const KERNELS = new Map(
  RUNS.flatMap(({ channel, experiment, signal }) => {
    const mass = (experiment.massRange[0] + experiment.massRange[1]) / 2;
    const variants = channel.model.flatMap((parameter) =>
      parameter.kind === 'choice' ? parameter.choices.map((choice) => ({ [parameter.name]: choice })) : [],
    );
    const signals = variants.map((variant) => experiment.signal(mass, { ...defaults(channel), ...variant }));
    const simulated = [signal(mass), ...signals, ...experiment.backgrounds].filter(
      ({ source }) => source.kind === 'simulated',
    );
    return simulated.map((recipe) => [simulationOf(recipe).kernel.id, recipe] as const);
  }),
);

/** Differences bin by bin in units of the statistical error of the bin and its neighbours, as root mean square. */
function distance(found: FillResult, expected: FillResult): number {
  const terms = expected.sumw.map((value, i) => {
    const variance = [i - 1, i, i + 1].reduce((sum, j) => sum + (expected.sumw2[j] ?? 0), 0);
    return variance === 0 ? found.sumw[i]! ** 2 : (found.sumw[i]! - value) ** 2 / variance;
  });
  return Math.sqrt(terms.reduce((sum, term) => sum + term, 0) / terms.length);
}

/** Largest distance from the reference: a few events in 1e5 may round to the other side of a bin edge. */
const TOLERANCE = 0.01;

describe.each([
  { backend: 'webasm', events: 200_000 },
  { backend: 'cpu', events: 50_000 },
] as const)('The kernels on $backend', ({ backend, events }) => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice(backend);
  });
  afterAll(() => device.close());

  it.each([...KERNELS.keys()])('fill the histogram of the double-precision reference: %s', async (id) => {
    const request = fillOf(KERNELS.get(id)!, events);
    const [found, expected] = [await device.fill(request), referenceFill(request)];
    expect(Math.abs(meanWeight(found, events).mean / meanWeight(expected, events).mean - 1)).toBeLessThan(1e-4);
    expect(distance(found, expected)).toBeLessThan(TOLERANCE);
    expect(Math.abs(found.rejected - expected.rejected)).toBeLessThanOrEqual(5);
    expect([found.clipped, expected.clipped]).toEqual([0, 0]);
  });
});

describe('The distance of two histograms', () => {
  it.each([...KERNELS.keys()])('tells a change of the resolution by 1 % from rounding: %s', (id) => {
    const recipe = KERNELS.get(id)!;
    const { a, c } = simulationOf(recipe).parameters;
    const request = fillOf(recipe, 10_000);
    const shifted = fillOf(recipe, 10_000, { a: a! * 1.01 + 1e-4, c: c! * 1.01 + 1e-4 });
    expect(distance(referenceFill(shifted), referenceFill(request))).toBeGreaterThan(TOLERANCE);
  });
});
