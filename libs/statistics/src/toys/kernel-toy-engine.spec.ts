import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import { datasetOf } from '../fit/dataset.js';
import { createFitter } from '../fit/fitter.js';
import { compileModel } from '../model/compile-model.js';
import type { TemplateModel } from '../model/template-model.js';
import { hostToyEngine } from './host-toy-engine.js';
import { kernelToyEngine } from './kernel-toy-engine.js';
import { Hypothesis, type ToyRequest } from './toy-engine.js';

interface Shape {
  readonly bins: number;
  readonly background: number;
  readonly mcError: number;
  readonly systematics: number;
}

function bump({ bins, background, mcError, systematics }: Shape): TemplateModel {
  const shape = Array.from({ length: bins }, (_, i) => Math.exp(-0.5 * ((i - bins / 2 + 0.5) / (bins / 8)) ** 2));
  const level = background / bins;
  return {
    kind: 'template-model',
    signal: {
      name: 's',
      yields: shape,
      statErrors: shape.map(() => 0),
      systematics: systematics > 0 ? [{ name: 'efficiency', relative: 0.1 }] : [],
    },
    backgrounds: [0, 1].map((j) => ({
      name: `b${j}`,
      yields: shape.map((_, i) => level * (j === 0 ? 1 : (2 * i) / bins)),
      statErrors: shape.map(() => mcError * level),
      systematics: systematics > 1 + j ? [{ name: `n${j}`, relative: 0.2 + 0.1 * j }] : [],
    })),
  };
}

function requestOf(shape: Shape, hypothesis: Hypothesis, count: number): ToyRequest {
  const model = compileModel(bump(shape));
  const testSignal = 3 + 2 * Math.sqrt(shape.background);
  const truth = createFitter(model).conditional(datasetOf(model, model.background), hypothesis * testSignal).parameters;
  return { model, testSignal, hypothesis, truth, first: 0, count, key: [5, 6] };
}

let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(async () => {
  await device.close();
});

describe('toys in a kernel', () => {
  it.each<[string, Shape]>([
    ['a counting experiment', { bins: 1, background: 0.5, mcError: 0, systematics: 0 }],
    ['few bins with Monte-Carlo errors', { bins: 4, background: 3, mcError: 0.3, systematics: 0 }],
    ['a signal uncertainty', { bins: 8, background: 5, mcError: 0, systematics: 1 }],
    ['three uncertainties and Monte-Carlo errors', { bins: 7, background: 6, mcError: 1, systematics: 3 }],
    ['many events', { bins: 8, background: 4000, mcError: 0.05, systematics: 2 }],
  ])('are those of the host, one by one: %s', async (_, shape) => {
    for (const hypothesis of [Hypothesis.background, Hypothesis.signal]) {
      const request = requestOf(shape, hypothesis, 400);
      const kernel = await kernelToyEngine(device).generate(request);
      const host = await hostToyEngine().generate(request);
      const apart = kernel.q.filter((q, i) => Math.abs(q - host.q[i]!) > 1e-4 * (1 + host.q[i]!)).length;
      expect(apart).toBeLessThanOrEqual(shape.background > 1000 ? 2 : 0);
      expect([kernel.failed, host.failed]).toEqual([0, 0]);
      expect(kernel.refitted).toBeLessThan(4);
    }
  });

  it('give p-values within 0.5 % of the host on the same toys', async () => {
    const request = requestOf({ bins: 4, background: 3, mcError: 0.3, systematics: 0 }, Hypothesis.signal, 4000);
    const [kernel, host] = [kernelToyEngine(device), hostToyEngine()];
    const [a, b] = [(await kernel.generate(request)).q, (await host.generate(request)).q];
    for (const q of [0.5, 1, 2, 3]) {
      const counts = [a, b].map((values) => values.filter((value) => value >= q).length);
      expect(counts[1]).toBeGreaterThan(100);
      expect(Math.abs(counts[0]! / counts[1]! - 1)).toBeLessThan(0.005);
    }
  });

  it('are the same however they are split', async () => {
    const request = requestOf({ bins: 4, background: 3, mcError: 0.3, systematics: 0 }, Hypothesis.background, 1500);
    const engine = kernelToyEngine(device);
    const whole = (await engine.generate(request)).q;
    const head = (await engine.generate({ ...request, count: 333 })).q;
    const tail = (await engine.generate({ ...request, first: 333, count: 1167 })).q;
    expect(Float64Array.from([...head, ...tail])).toEqual(whole);
  });

  it('differ between keys and hypotheses', async () => {
    const request = requestOf({ bins: 4, background: 3, mcError: 0.3, systematics: 0 }, Hypothesis.background, 50);
    const engine = kernelToyEngine(device);
    const one = (await engine.generate(request)).q;
    expect((await engine.generate({ ...request, key: [5, 7] })).q).not.toEqual(one);
    expect((await engine.generate({ ...request, hypothesis: Hypothesis.signal })).q).not.toEqual(one);
  });

  it('go to the host for a model that no kernel has the shape of', async () => {
    const template = {
      ...bump({ bins: 2, background: 3, mcError: 0.3, systematics: 0 }),
      mcConstraint: 'poisson',
    } as const;
    const model = compileModel(template);
    const base = requestOf({ bins: 2, background: 3, mcError: 0.3, systematics: 0 }, Hypothesis.background, 50);
    const request = { ...base, model };
    expect((await kernelToyEngine(device).generate(request)).q).toEqual((await hostToyEngine().generate(request)).q);
  });
});
