import { describe, expect, it } from '@jest/globals';
import { createModelFitter } from '../fit/model-fitter.js';
import { toySource } from './draw.js';
import { hostToyEngine } from './host-engine.js';
import { caseModel, likelihoodRatios, requestFor } from '../../fixtures/toy-models.js';

const engine = hostToyEngine();

describe('toys on the host', () => {
  const model = caseModel('bf_bump50_2norm');
  const request = requestFor(model, 1, 20);

  it('are fitted as data are', async () => {
    const q = likelihoodRatios(await engine.generate(request));
    const fitter = createModelFitter(model);
    const draw = toySource(model, request.truth, request.key);
    q.forEach((value, i) => {
      const data = structuredClone(draw(i));
      const held = fitter.fit(data, { fixedAt: 1, starts: [request.truth] });
      const free = fitter.fit(data, { range: request.free!, starts: [request.truth] });
      expect(value).toBeCloseTo(2 * (held.value - free.value), 8);
    });
  });

  it('have fits relative to the true parameters, the same in every request', async () => {
    const { conditional, free, other, ...common } = request;
    const both = await engine.generate(request);
    expect((await engine.generate({ ...common, conditional: conditional! })).conditional).toEqual(both.conditional);
    expect((await engine.generate({ ...common, free: free! })).free).toEqual(both.free);
    expect((await engine.generate({ ...common, other: other! })).logRatio).toEqual(both.logRatio);
    expect(both.free!.every((value) => value <= 1e-9)).toBe(true);
  });

  it('leave out what was not asked for', async () => {
    const { free, other, ...common } = request;
    expect(free).toBeDefined();
    expect(other).toBeDefined();
    expect(Object.keys(await engine.generate(common)).sort()).toEqual(['conditional', 'failed', 'refitted']);
  });

  it('are the same however they are split', async () => {
    const whole = await engine.generate(request);
    const head = await engine.generate({ ...request, count: 7 });
    const tail = await engine.generate({ ...request, first: 7, count: 13 });
    for (const name of ['conditional', 'free', 'estimate', 'logRatio'] as const) {
      expect([...head[name]!, ...tail[name]!]).toEqual([...whole[name]!]);
    }
  });
});
