import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedCounts } from '../likelihood/expected-counts.js';
import { buildModel } from '../model/build-model.js';
import { mcErrors } from '../model/mc-errors.js';
import type { NormalisationSystematic, TemplateModel, TemplateSample } from '../model/template-model.js';
import { readWorkspace } from './read-workspace.js';
import { templateWorkspace, type TemplateWorkspaceOptions } from './template-workspace.js';
import type { Workspace, WorkspaceModifier } from './workspace.js';

function sample(
  name: string,
  yields: number[],
  statErrors: number[],
  ...systematics: NormalisationSystematic[]
): TemplateSample {
  return { name, yields, statErrors, systematics };
}

const luminosity = { name: 'luminosity', relative: 0.02 };

const template: TemplateModel = {
  kind: 'template-model',
  signal: sample('signal', [4, 0, 8, 0], [0.3, 0, 0.4, 0], luminosity),
  backgrounds: [
    sample('flat', [10, 10, 10, 0], [1, 1, 0, 0], luminosity, { name: 'shape', relative: 0.3 }),
    sample('peak', [0, 5, 0, 0], [0.5, 0, 0, 0], { name: 'peak-normalisation', relative: 'free' }),
    sample('known', [1, 1, 1, 0], [0, 0, 0, 0], { name: 'nothing', relative: 0 }),
  ],
};

function withTemplate(change: Partial<TemplateModel>): TemplateModel {
  return { ...template, ...change };
}

function modifiersOf({ channels }: Workspace, name: string): readonly WorkspaceModifier[] {
  return channels[0]!.samples.find((s) => s.name === name)!.modifiers;
}

function parameterOf({ measurements }: Workspace, name: string) {
  return measurements[0]!.config.parameters.find((parameter) => parameter.name === name);
}

describe('templateWorkspace', () => {
  const workspace = templateWorkspace(template);

  it('names its region and measurement', () => {
    expect([workspace.channels[0]!.name, workspace.measurements[0]!.name]).toEqual(['recoil', 'limit']);
    const named = templateWorkspace(template, { region: 'high mass', measurement: 'upper limit' });
    expect([named.channels[0]!.name, named.observations[0]!.name]).toEqual(['high mass', 'high mass']);
    expect(named.measurements[0]!.name).toBe('upper limit');
  });

  it('drops bins where nothing is expected', () => {
    expect(workspace.channels[0]!.samples.map(({ data }) => data)).toEqual([
      [4, 0, 8],
      [10, 10, 10],
      [0, 5, 0],
      [1, 1, 1],
    ]);
  });

  it('raises a bin without survivors to its error, as the floor of Monte-Carlo errors has it', () => {
    const empty = withTemplate({ backgrounds: [sample('b', [0, 5, 1, 1], [0.5, 1, 1, 1])] });
    expect(templateWorkspace(empty).channels[0]!.samples[1]!.data).toEqual([0.5, 5, 1, 1]);
  });

  it('observes the background where nothing was observed', () => {
    expect(workspace.observations[0]!.data).toEqual([11, 16, 11]);
    const observed = templateWorkspace(withTemplate({ observed: [9, 17, 3, 0] }));
    expect(observed.observations[0]!.data).toEqual([9, 17, 3]);
  });

  it('makes systematics to modifiers of their names', () => {
    const normsys = (name: string, r: number) => ({ name, type: 'normsys', data: { hi: 1 + r, lo: 1 / (1 + r) } });
    expect(modifiersOf(workspace, 'signal')).toEqual([
      { name: 'mu', type: 'normfactor', data: null },
      normsys('luminosity', 0.02),
      normsys('signal-mc', 0.5 / 12),
    ]);
    expect(modifiersOf(workspace, 'flat')).toEqual([
      normsys('luminosity', 0.02),
      normsys('shape', 0.3),
      { name: 'mc_recoil', type: 'staterror', data: [1, 1, 0] },
    ]);
    expect(modifiersOf(workspace, 'peak')).toEqual([
      { name: 'peak-normalisation', type: 'normfactor', data: null },
      { name: 'mc_recoil', type: 'staterror', data: [0.5, 0, 0] },
    ]);
    expect(modifiersOf(workspace, 'known')).toEqual([]);
  });

  it('gives each background a shapesys of its own for poisson constraints', () => {
    const poisson = templateWorkspace(withTemplate({ mcConstraint: 'poisson' }), { region: 'r' });
    const shapesys = { name: 'mc_r_peak', type: 'shapesys', data: [0.5, 0, 0] };
    expect(modifiersOf(poisson, 'peak')).toContainEqual(shapesys);
    expect(modifiersOf(poisson, 'flat')).toContainEqual({ name: 'mc_r_flat', type: 'shapesys', data: [1, 1, 0] });
  });

  it('expects exp(alpha ln(1 + r)) of a systematic, to 1e-7 up to r = 0.5', () => {
    const pull = fc.double({ min: -5, max: 5, noNaN: true });
    const relative = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(pull, relative, (alpha, r) => {
        const background = sample('b', [10, 1, 1, 1], [0, 0, 0, 0], { name: 'shape', relative: r });
        const model = buildModel(templateWorkspace(withTemplate({ backgrounds: [background] })));
        const values: Readonly<Record<string, number>> = { mu: 0, shape: alpha };
        const counts = expectedCounts(
          model,
          model.parameters.map((parameter) => values[parameter.name] ?? parameter.initial),
        );
        expect(Math.abs(counts[0]! / (10 * (1 + r) ** alpha) - 1)).toBeLessThan(1e-7);
      }),
    );
  });

  it('has the widths of Barlow-Beeston lite', () => {
    const model = buildModel(workspace);
    const { relative } = mcErrors(template.backgrounds);
    const widths = model.parameters.flatMap(({ name, fixed, constraint }) =>
      name.startsWith('mc_recoil') && constraint.kind === 'normal' ? [fixed ? 0 : constraint.sigma] : [],
    );
    widths.forEach((width, b) => expect(width).toBeCloseTo(relative[b]!, 14));
    expect(widths).toHaveLength(3);
  });

  it('bounds the signal strength far above any limit, and starts inside', () => {
    const { inits, bounds } = parameterOf(workspace, 'mu')!;
    // 38 events are observed: the signal of 12 would have to be 38 + 10 sqrt(38) events for a limit this high.
    expect(bounds![0]![1]).toBeGreaterThan((10 * (38 + 10 * Math.sqrt(38))) / 12);
    expect(inits![0]).toBeGreaterThan(0);
    expect(inits![0]).toBeLessThan(bounds![0]![1] / 100);
    expect(parameterOf(templateWorkspace(template, { upper: 0.01 }), 'mu')).toEqual({
      name: 'mu',
      inits: [0.005],
      bounds: [[0, 0.01]],
    });
  });

  it('lets a free factor take all that is observed', () => {
    expect(parameterOf(workspace, 'peak-normalisation')!.bounds![0]![1]).toBeGreaterThan(38 / 5);
    const observed = templateWorkspace(withTemplate({ observed: [0, 5000, 0, 0] }));
    expect(parameterOf(observed, 'peak-normalisation')!.bounds![0]![1]).toBeGreaterThan(5000 / 5);
    expect(parameterOf(observed, 'peak-normalisation')!.inits).toEqual([1]);
  });

  it('is a valid workspace for any template', () => {
    const value = fc.double({ min: 0, max: 1e6, noNaN: true });
    const values = fc.array(value, { minLength: 3, maxLength: 3 });
    const relative = fc.oneof(fc.constant('free' as const), fc.double({ min: 0, max: 3, noNaN: true }));
    const inputs = fc.record({ s: values, es: values, b: values, eb: values, relative, poisson: fc.boolean() });
    fc.assert(
      fc.property(inputs, ({ s, es, b, eb, relative, poisson }) => {
        const any = templateWorkspace({
          kind: 'template-model',
          signal: sample('s', [...s, 1], [...es, 0]),
          backgrounds: [sample('b', [...b, 0], [...eb, 0], { name: 'x', relative })],
          mcConstraint: poisson ? 'poisson' : 'normal',
        });
        expect(readWorkspace(any)).toBe(any);
      }),
    );
  });

  const refusals: readonly (readonly [string, TemplateModel, TemplateWorkspaceOptions, RegExp])[] = [
    [
      'a systematic called mu',
      withTemplate({ signal: sample('s', [1, 1, 1, 1], [0, 0, 0, 0], { name: 'mu', relative: 0.1 }) }),
      {},
      /sample s: a systematic is called mu; allowed is none of mu, signal-mc, mc_recoil/,
    ],
    [
      'a systematic called as the Monte-Carlo errors',
      withTemplate({ backgrounds: [sample('b', [1, 1, 1, 1], [0, 0, 0, 0], { name: 'mc_r', relative: 0.1 })] }),
      { region: 'r' },
      /sample b: a systematic is called mc_r/,
    ],
    [
      'a sample twice',
      withTemplate({ backgrounds: [sample('signal', [1, 1, 1, 1], [0, 0, 0, 0])] }),
      {},
      /sample signal is given twice/,
    ],
    [
      'a template without any event',
      withTemplate({ signal: sample('s', [0], [0]), backgrounds: [] }),
      {},
      /none of the 1 bins expects an event/,
    ],
    [
      'a signal that cannot be divided by',
      withTemplate({ signal: sample('s', [5e-324, 0, 0, 0], [0, 0, 0, 0]) }),
      {},
      /the signal has 5e-324 events/,
    ],
    ['an upper bound of 0', template, { upper: 0 }, /largest signal strength is 0; allowed is a finite number above 0/],
    [
      'what no template may have',
      withTemplate({ signal: sample('s', [-1, 1, 1, 1], [0, 0, 0, 0]) }),
      {},
      /sample s, bin 0: yields is -1/,
    ],
  ];

  it.each(refusals)('refuses %s', (_, refused, options, words) => {
    expect(() => templateWorkspace(refused, options)).toThrow(words);
  });
});
