import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import fc from 'fast-check';
import { buildModel } from '../model/build-model.js';
import type { Model } from '../model/model.js';
import type { ToyEngine } from './engine.js';
import { hostToyEngine } from './host-engine.js';
import { kernelToyEngine } from './kernel-engine.js';
import {
  bump,
  bumpModel,
  caseModel,
  distances,
  farthest,
  likelihoodRatios,
  requestFor,
  workspaceOf,
} from '../../fixtures/toy-models.js';

const B4 = [30, 22, 15, 9];
const CODE1_CODE0 = { normsys: 'code1', histosys: 'code0' } as const;
const CODE1_CODE2 = { normsys: 'code1', histosys: 'code2' } as const;
const normsys = (name: string, hi = 1.15, lo = 0.9) => ({ name, type: 'normsys', data: { hi, lo } }) as const;
const histosys = {
  name: 'tilt',
  type: 'histosys',
  data: { hi_data: [33, 23, 15, 8.5], lo_data: [28, 21, 15, 9.3] },
} as const;

function controlRegions(): Model {
  const mu = { name: 'mu', type: 'normfactor', data: null } as const;
  const k = { name: 'k', type: 'normfactor', data: null } as const;
  const background = [12, 9, 4];
  return buildModel(
    workspaceOf({
      signal: [
        { name: 'signal', data: bump(background), modifiers: [mu] },
        { name: 'background', data: background, modifiers: [k, normsys('transfer')] },
        { name: 'other', data: [1, 1, 1], modifiers: [normsys('other', 1.3, 0.8)] },
      ],
      control: [{ name: 'background', data: [60, 30], modifiers: [k] }],
    }),
  );
}

const MODELS: readonly (readonly [string, () => Model])[] = [
  ['a counting experiment', () => caseModel('count_b3_n3')],
  ['a normsys of code 4', () => bumpModel(B4, [normsys('a')], { signal: [normsys('b', 1.05, 0.97)] })],
  ['a normsys of code 1', () => bumpModel(B4, [normsys('a', 1.25, 0.8)], { interpolation: CODE1_CODE0 })],
  ['a histosys of code 4p', () => bumpModel(B4, [histosys])],
  ['a histosys of code 2', () => bumpModel(B4, [histosys], { interpolation: CODE1_CODE2 })],
  ['a normsys and a histosys of one name', () => bumpModel(B4, [histosys, normsys('tilt')])],
  ['a free normalisation', () => bumpModel(B4, [{ name: 'k', type: 'normfactor', data: null }])],
  ['staterror', () => bumpModel(B4, [{ name: 's', type: 'staterror', data: [4, 3, 3, 2] }])],
  ['shapesys', () => bumpModel(B4, [{ name: 's', type: 'shapesys', data: [4, 3, 3, 2] }])],
  ['shapesys with bins that are fixed', () => bumpModel(B4, [{ name: 's', type: 'shapesys', data: [4, 0, 3, 0] }])],
  ['shapesys and a normsys', () => bumpModel(B4, [{ name: 's', type: 'shapesys', data: [4, 3, 3, 2] }, normsys('a')])],
  ['several regions', controlRegions],
  ['bins where nothing is expected', () => bumpModel([0, 4, 0, 3, 0], [normsys('a')])],
  ['a known background with empty bins', () => bumpModel([0, 4, 0, 3, 0])],
  ['hundreds of events', () => bumpModel([250, 200, 150], [normsys('a', 1.05, 0.95)])],
  ['bounds that are met', () => caseModel('bf_custom_bounds_fixed')],
  ['four regions with products of factors', () => caseModel('bf_abcd')],
  ['a shapefactor in two regions', () => caseModel('bf_shapefactor_cr8')],
  ['strong pulls', () => caseModel('bf_pull_extrapolation')],
  ['Monte-Carlo errors in twenty bins', () => caseModel('bf_staterror20_lowmc')],
  ['three parameters in fifty bins', () => caseModel('bf_bump50_2norm')],
];

let device: Device;
let kernel: ToyEngine;
const host = hostToyEngine();
beforeAll(async () => {
  device = await openDevice('webasm');
  kernel = kernelToyEngine(device);
});
afterAll(async () => {
  await device.close();
});

describe.each(MODELS)('toys in a kernel with %s', (_, model) => {
  it.each([0, 1] as const)('are those of the host, one by one, at signal strength %p', async (hypothesis) => {
    const request = requestFor(model(), hypothesis, 200);
    const [a, b] = [await kernel.generate(request), await host.generate(request)];
    expect(farthest(likelihoodRatios(a), likelihoodRatios(b))).toBeLessThan(1e-3);
    expect(farthest(a.conditional!, b.conditional!)).toBeLessThan(1e-3);
    expect(farthest(a.estimate!, b.estimate!)).toBeLessThan(1e-2);
    expect(farthest(a.logRatio!, b.logRatio!)).toBeLessThan(1e-3);
    expect([a.failed, b.failed, b.refitted]).toEqual([0, 0, 0]);
    expect(a.refitted).toBeLessThan(3);
  });
});

describe('toys in a kernel', () => {
  it.each([
    ['few events', () => bumpModel([0.5, 1, 2, 1, 0.5])],
    ['ten thousand events in a bin', () => bumpModel([1e4, 9e3, 8e3])],
    ['a million events in a bin', () => bumpModel([1e6, 9e5, 8e5], [normsys('a', 1.002, 0.998)])],
  ])('give p-values within 0.5 %% of the host on the same toys: %s', async (_, model) => {
    const request = requestFor(model(), 1, 4000);
    const [a, b] = [likelihoodRatios(await kernel.generate(request)), likelihoodRatios(await host.generate(request))];
    for (const q of [0.35, 0.95, 1.85, 2.75]) {
      const [inKernel, onHost] = [a, b].map((values) => values.filter((value) => value >= q).length);
      expect(onHost).toBeGreaterThan(100);
      expect(Math.abs(inKernel! / onHost! - 1)).toBeLessThan(0.005);
    }
  });

  it('find the signal in bins where next to nothing else is expected, without help of the host', async () => {
    const sparse = Array.from({ length: 24 }, (_, b) => 0.3 * Math.exp(-b / 4) + 0.013);
    const errors = { name: 's', type: 'staterror', data: sparse.map((rate) => Math.min(rate, 0.05)) } as const;
    const model = bumpModel(sparse, [errors, normsys('a', 1.3, 1 / 1.3)], { signal: [normsys('b', 1.05, 0.95)] });
    for (const hypothesis of [0, 1] as const) {
      const request = requestFor(model, hypothesis, 2000);
      const [a, b] = [await kernel.generate(request), await host.generate(request)];
      expect([a.refitted, a.failed, b.failed]).toEqual([0, 0, 0]);
      expect(farthest(likelihoodRatios(a), likelihoodRatios(b))).toBeLessThan(1e-3);
    }
  });

  it('are the same toys however they are split', async () => {
    const request = requestFor(bumpModel(B4, [normsys('a')]), 0, 600);
    const whole = await kernel.generate(request);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 599 }), async (cut) => {
        const head = await kernel.generate({ ...request, count: cut });
        const tail = await kernel.generate({ ...request, first: cut, count: 600 - cut });
        for (const name of ['conditional', 'free', 'estimate', 'logRatio'] as const) {
          expect([...head[name]!, ...tail[name]!]).toEqual([...whole[name]!]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('are those of the host with many events too, but for a count of one more or less here and there', async () => {
    const request = requestFor(bumpModel([4e4, 2e4, 1e4], [normsys('a', 1.01, 0.99)]), 1, 1000);
    const [a, b] = [await kernel.generate(request), await host.generate(request)];
    const apart = distances(likelihoodRatios(a), likelihoodRatios(b));
    expect(apart.filter((distance) => distance > 1e-3).length).toBeLessThan(10);
    expect(Math.max(...apart)).toBeLessThan(0.05);
  });

  it.each([
    ['a known background', () => bumpModel(B4)],
    ['a systematic', () => bumpModel(B4, [normsys('a')])],
  ])('have the same conditional fit whether or not the free one is asked for: %s', async (_, model) => {
    const { free, ...conditional } = requestFor(model(), 1, 500);
    const both = await kernel.generate({ ...conditional, free: free! });
    const alone = await kernel.generate(conditional);
    expect(alone.conditional).toEqual(both.conditional);
    expect(alone.logRatio).toEqual(both.logRatio);
    expect([alone.free, alone.estimate]).toEqual([undefined, undefined]);
  });

  it('go to the host for a model that no kernel has the shape of', async () => {
    const request = requestFor(bumpModel(Array.from({ length: 65 }, () => 3)), 0, 20);
    expect(await kernel.generate(request)).toEqual(await host.generate(request));
  });

  it('go to the host where a shift bends so much that there are several minima', async () => {
    const bent = {
      name: 'tilt',
      type: 'histosys',
      data: { hi_data: [45, 33, 24, 15], lo_data: [45, 33, 24, 15] },
    } as const;
    const request = requestFor(bumpModel(B4, [bent]), 0, 20);
    expect(await kernel.generate(request)).toEqual(await host.generate(request));
  });

  it('are fitted on the host where a kink keeps the kernel from a minimum, and counted', async () => {
    const request = requestFor(bumpModel(B4, [histosys], { interpolation: CODE1_CODE0 }), 0, 200);
    const [a, b] = [await kernel.generate(request), await host.generate(request)];
    // With two minima, one on each side of the kink, the starts of the two engines may lead to different ones.
    const apart = distances(likelihoodRatios(a), likelihoodRatios(b)).filter((distance) => distance > 1e-3);
    expect(apart.length).toBeLessThan(5);
    expect(a.refitted).toBeGreaterThan(0);
    expect(a.failed).toBe(0);
  });
});
