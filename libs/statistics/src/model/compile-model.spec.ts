import { describe, expect, it } from '@jest/globals';
import { InvalidModelError } from '../errors.js';
import { GammaConstraint } from './compiled-model.js';
import { compileModel } from './compile-model.js';
import type { NormalisationSystematic, TemplateModel, TemplateSample } from './template-model.js';

const sample = (
  name: string,
  yields: number[],
  statErrors: number[],
  ...systematics: NormalisationSystematic[]
): TemplateSample => ({
  name,
  yields,
  statErrors,
  systematics,
});
const lumi = { name: 'lumi', relative: 0.02 };

describe('a compiled model', () => {
  it('needs no more nuisances than it has independent normalisations', () => {
    const model = compileModel({
      kind: 'template-model',
      signal: sample('s', [1, 3], [0, 0], lumi, { name: 'trigger', relative: 0.03 }, { name: 'veto', relative: 0.04 }),
      backgrounds: [
        sample('a', [5, 5], [0, 0], lumi, { name: 'a', relative: 0.1 }),
        sample('c', [1, 2], [0, 0], lumi, { name: 'a', relative: 0.1 }),
      ],
    });
    expect(model.constrained).toEqual([true, true]);
    expect(model.groups).toHaveLength(1);
    expect([...model.groups[0]!.yields]).toEqual([6, 7]);
    const variance = model.signalResponse.reduce((sum, r) => sum + r * r, 0);
    expect(variance).toBeCloseTo(
      [0.02, 0.03, 0.04].reduce((sum, r) => sum + Math.log1p(r) ** 2, 0),
      12,
    );
    const covariance = model.signalResponse.reduce((sum, r, k) => sum + r * model.groups[0]!.response[k]!, 0);
    expect(covariance).toBeCloseTo(Math.log1p(0.02) ** 2, 12);
  });

  it('turns the Monte-Carlo error of the signal into a normalisation uncertainty that does not depend on its scale', () => {
    const response = [1, 1e5].map((scale) => {
      const signal = sample('s', [3 * scale, 4 * scale], [0.3 * scale, 0.4 * scale]);
      return compileModel({ kind: 'template-model', signal, backgrounds: [sample('b', [1, 1], [0, 0])] })
        .signalResponse[0]!;
    });
    expect(response[0]).toBeCloseTo(Math.log1p(0.5 / 7), 12);
    expect(response[1]).toBeCloseTo(response[0]!, 12);
  });

  it('never takes a bin without surviving background events for a bin without background', () => {
    const model = compileModel({
      kind: 'template-model',
      signal: sample('s', [1, 1, 1], [0, 0, 0]),
      backgrounds: [sample('a', [0, 4, 0], [0.5, 2, 0]), sample('c', [0, 1, 2], [0.2, 0, 0])],
    });
    const floor = Math.hypot(0.5, 0.2);
    expect(model.background[0]).toBeCloseTo(floor, 12);
    expect(model.gammaWidth[0]).toBeCloseTo(1, 12);
    expect([...model.background].slice(1)).toEqual([5, 2]);
    expect([...model.gammaKind]).toEqual([GammaConstraint.normal, GammaConstraint.normal, GammaConstraint.none]);
    expect(model.gammaWidth[1]).toBeCloseTo(2 / 5, 12);
  });

  it('drops bins in which nothing is expected', () => {
    const signal = sample('s', [0, 2, 0], [0, 0, 0]);
    const model = compileModel({
      kind: 'template-model',
      signal,
      backgrounds: [sample('b', [0, 1, 3], [0, 0, 0])],
      observed: [0, 1, 2],
    });
    expect(model.bins).toBe(2);
    expect([...model.observed!]).toEqual([1, 2]);
    expect(model.signalYield).toBe(2);
    expect([...model.shape]).toEqual([1, 0]);
  });

  it('lets a free normalisation float without constraint', () => {
    const free = { name: 'norm', relative: 'free' } as const;
    const signal = sample('s', [1, 0], [0, 0], lumi);
    const model = compileModel({ kind: 'template-model', signal, backgrounds: [sample('b', [5, 5], [0, 0], free)] });
    expect(model.constrained).toEqual([true, false]);
    expect([...model.groups[0]!.response]).toEqual([0, 1]);
  });
});

describe('a template model is refused', () => {
  const signal = sample('s', [1, 1], [0, 0]);
  const background = sample('b', [1, 1], [0, 0]);
  const with_ = (changes: Partial<TemplateModel>): TemplateModel => ({
    kind: 'template-model',
    signal,
    backgrounds: [background],
    ...changes,
  });

  it.each<[string, TemplateModel, RegExp]>([
    ['has no bins', with_({ signal: sample('s', [], []), backgrounds: [] }), /0 bins/],
    ['has samples of unequal length', with_({ backgrounds: [sample('b', [1], [0])] }), /sample b: 1 yields/],
    ['has a negative yield', with_({ signal: sample('s', [1, -1], [0, 0]) }), /sample s, bin 1: yields is -1/],
    ['has NaN as an error', with_({ signal: sample('s', [1, 1], [0, NaN]) }), /sample s, bin 1: statErrors is NaN/],
    [
      'has a negative uncertainty',
      with_({ signal: sample('s', [1, 1], [0, 0], { name: 'x', relative: -0.1 }) }),
      /systematic x: relative is -0.1/,
    ],
    ['names a systematic twice', with_({ signal: sample('s', [1, 1], [0, 0], lumi, lumi) }), /lumi is given twice/],
    [
      'floats the signal',
      with_({ signal: sample('s', [1, 1], [0, 0], { name: 'x', relative: 'free' }) }),
      /signal strength/,
    ],
    [
      'floats and constrains one name',
      with_({
        signal: sample('s', [1, 1], [0, 0], lumi),
        backgrounds: [sample('b', [1, 1], [0, 0], { name: 'lumi', relative: 'free' })],
      }),
      /lumi is free in one sample/,
    ],
    ['has too few observed counts', with_({ observed: [1] }), /1 observed counts/],
    [
      'has events where none can be',
      with_({ signal: sample('s', [0, 1], [0, 0]), backgrounds: [sample('b', [0, 1], [0, 0])], observed: [1, 1] }),
      /bin 0: 1 observed/,
    ],
  ])('when it %s', (_, model, message) => {
    expect(() => compileModel(model)).toThrow(InvalidModelError);
    expect(() => compileModel(model)).toThrow(message);
  });
});
