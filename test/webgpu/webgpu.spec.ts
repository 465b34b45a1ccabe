import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findChannel, type TemplateRecipe } from '@darkreach/channels';
import { openDevice, referenceFill, type Device, type FillRequest, type FillResult } from '@darkreach/kernels';
import {
  buildModel,
  createModelFitter,
  hostToyEngine,
  kernelToyEngine,
  observedData,
  templateWorkspace,
  type ToyBatch,
} from '@darkreach/statistics';

/** Events of a comparison: more than one batch of the pipeline, so that the last batch is a part of one. */
const EVENTS = 1_300_000;
const KEY = [20260101, 7] as const;

function requestOf({ axis, source }: TemplateRecipe, events: number): FillRequest {
  if (source.kind !== 'simulated') throw new Error('a recipe that is not simulated');
  const { kernel, parameters } = source;
  return { kernel, parameters, key: KEY, firstEvent: 0, events, bins: axis.bins, low: axis.low, high: axis.high };
}

/** Largest difference of a bin in units of its own statistical error. */
function largestPull(a: FillResult, b: FillResult): number {
  return Math.max(
    ...[...a.sumw].map((w, bin) => Math.abs(w - b.sumw[bin]!) / Math.sqrt(Math.max(b.sumw2[bin]!, 1e-300))),
  );
}

const experiment = findChannel('dark-photon-invisible')!.experiment('belle2', {});
const recipes = [experiment.signal(2, { shell: 'on' }), ...experiment.backgrounds.slice(0, 3)];

/** A bump on a background with Monte-Carlo errors and systematics, as a search has it. */
const model = buildModel(
  templateWorkspace({
    kind: 'template-model',
    signal: {
      name: 'signal',
      yields: [0.4, 2, 4, 2, 0.4],
      statErrors: [0, 0, 0, 0, 0],
      systematics: [{ name: 'efficiency', relative: 0.05 }],
    },
    backgrounds: [
      {
        name: 'background',
        yields: [9, 7, 5, 4, 3],
        statErrors: [0.9, 0.8, 0.5, 0.4, 0.3],
        systematics: [{ name: 'normalisation', relative: 0.2 }],
      },
    ],
    observed: [8, 9, 6, 3, 2],
  }),
);

function likelihoodRatios({ conditional, free }: ToyBatch): number[] {
  return [...conditional!].map((value, i) => 2 * (value - free![i]!));
}

describe('the webgpu backend', () => {
  let device: Device | undefined;
  let reason = '';

  beforeAll(async () => {
    try {
      device = await openDevice('webgpu');
      console.log(`webgpu: ${device.adapter}${device.software ? ' (emulated by the processor)' : ''}`);
    } catch (error) {
      reason = (error as Error).message;
      console.log(`webgpu: no adapter answers, the comparisons below are not made: ${reason}`);
    }
  });

  afterAll(async () => device?.close());

  it('passes the self-test with the known Threefry bits, or says why it cannot be used', async () => {
    if (!device) {
      expect(reason).toMatch(/webgpu: .+/);
      return;
    }
    const host = await openDevice('webasm');
    expect(device.digest).toBe(host.digest);
    await host.close();
  });

  it.each(recipes.map((recipe) => [recipe.process, recipe] as const))(
    'fills the histogram of %s as webasm does',
    async (_, recipe) => {
      if (!device) return;
      const host = await openDevice('webasm');
      const request = requestOf(recipe, EVENTS);
      await device.fill({ ...request, events: 1 });
      const start = performance.now();
      const filled = await device.fill(request);
      const rate = EVENTS / (performance.now() - start) / 1e3;
      const expected = await host.fill(request);
      console.log(
        `webgpu, ${recipe.process}: ${rate.toFixed(1)} million events/s, largest pull ${largestPull(filled, expected).toFixed(3)}`,
      );
      expect(largestPull(filled, expected)).toBeLessThan(0.1);
      expect(Math.abs(filled.rejected - expected.rejected)).toBeLessThan(1e-4 * EVENTS);
      expect(filled.clipped).toBe(0);
      await host.close();
    },
  );

  it('agrees with the formula in double precision', async () => {
    if (!device) return;
    const request = requestOf(recipes[0]!, 100_000);
    expect(largestPull(await device.fill(request), referenceFill(request))).toBeLessThan(0.1);
  });

  it('draws and fits toys as the host does in double precision', async () => {
    if (!device) return;
    const truth = createModelFitter(model).fit(observedData(model), { fixedAt: 1 }).parameters;
    const request = { model, truth, key: [3, 4], first: 0, count: 5000, conditional: 1, free: [0, 20] } as const;
    const [inKernel, onHost] = [
      await kernelToyEngine(device).generate(request),
      await hostToyEngine().generate(request),
    ];
    expect([inKernel.failed, onHost.failed]).toEqual([0, 0]);
    const expected = likelihoodRatios(onHost);
    const apart = likelihoodRatios(inKernel).map((q, i) => Math.abs(q - expected[i]!) / (1 + expected[i]!));
    console.log(
      `webgpu, toys: largest difference in q ${Math.max(...apart).toExponential(1)}, ${inKernel.refitted} fitted again`,
    );
    expect(Math.max(...apart)).toBeLessThan(1e-3);
    expect(inKernel.refitted).toBeLessThan(5);
  });
});
