import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backend } from '../compiler/dialect.js';
import type { Device } from '../devices/device.js';
import { openDevice } from '../devices/open-device.js';
import { probeWebGpu } from '../devices/webgpu-adapter.js';
import { defineEventKernel, type EventKernel, type FillRequest, type FillResult } from '../event-kernel.js';
import { FormulaError } from '../errors.js';
import { CHUNK } from './host-fill.js';
import { referenceFill } from './reference-fill.js';

const probe = await probeWebGpu();

/** A decaying particle: flight length, weighted by a polynomial in the cosine, cut at the end of a detector. */
function weightedDecay(
  u0: number,
  u1: number,
  u2: number,
  input: { readonly length: number; readonly slope: number; readonly end: number },
): readonly [flight: number, weight: number] {
  const cosine = 2 * u0 - 1;
  const [x, y] = direction(cosine, u1);
  const flight = -input.length * Math.log(u2) * (1 + 0.1 * x);
  const weight = (1 + input.slope * cosine * cosine) / (1 + Math.abs(input.slope)) - 0.05 * y * y;
  return [flight, flight < input.end ? weight : 0];
}

function direction(cosine: number, u: number): readonly [x: number, y: number] {
  const sine = Math.sqrt(1 - cosine * cosine);
  return [sine * Math.cos(2 * Math.PI * u), sine * Math.sin(2 * Math.PI * u)];
}

const linear = defineEventKernel({
  id: 'weighted-decay',
  variables: ['length'],
  event: weightedDecay,
  uses: [direction],
  weight: { kind: 'linear' },
});
const logarithmic: EventKernel = { ...linear, weight: { kind: 'logarithmic', low: 1e-4, high: 10 } };

const PARAMETERS = { length: 1.5, slope: 0.8, end: 6 };
const request = (kernel: EventKernel, change: Partial<FillRequest> = {}): FillRequest => ({
  kernel,
  parameters: PARAMETERS,
  key: [7, 11],
  firstEvent: 0,
  events: 100_000,
  bins: 40,
  low: 0.25,
  high: 5.25,
  ...change,
});

const total = (sums: Float64Array): number => sums.reduce((sum, value) => sum + value, 0);
const relative = (a: number, b: number): number => Math.abs(a / b - 1);

function added(a: FillResult, b: FillResult): FillResult {
  return {
    sumw: a.sumw.map((value, i) => value + b.sumw[i]!),
    sumw2: a.sumw2.map((value, i) => value + b.sumw2[i]!),
    rejected: a.rejected + b.rejected,
    clipped: a.clipped + b.clipped,
  };
}

/** The largest difference of two histograms in events of weight one: rounding may carry an event over a bin edge. */
function flips(a: FillResult, b: FillResult): number {
  return Math.max(...a.sumw.map((value, i) => Math.abs(value - b.sumw[i]!)));
}

interface Tolerances {
  /** Relative, of the sum of all weights in a linear and a logarithmic code. */
  readonly sums: number;
  /** Events that may lie on the other side of a bin edge or a cut. */
  readonly flips: number;
}

const TOLERANCES: Readonly<Record<Backend, Tolerances>> = {
  cpu: { sums: 1e-6, flips: 0.01 },
  webasm: { sums: 2e-5, flips: 2.01 },
  webgpu: { sums: 5e-5, flips: 4.01 },
};
const BACKENDS: readonly Backend[] = ['cpu', 'webasm', ...(probe.kind === 'adapter' ? (['webgpu'] as const) : [])];

describe.each(BACKENDS)('a fill on %s', (backend) => {
  const tolerances = TOLERANCES[backend];
  let device: Device;
  beforeAll(async () => {
    device = await openDevice(backend);
  });
  afterAll(() => device.close());

  it.each([
    ['linear', linear],
    ['logarithmic', logarithmic],
  ] as const)('equals the double-precision reference, with weights in a %s code', async (_, kernel) => {
    const [filled, reference] = [await device.fill(request(kernel)), referenceFill(request(kernel))];
    expect(relative(total(filled.sumw), total(reference.sumw))).toBeLessThan(tolerances.sums);
    expect(relative(total(filled.sumw2), total(reference.sumw2))).toBeLessThan(tolerances.sums);
    expect(flips(filled, reference)).toBeLessThan(tolerances.flips);
    expect(Math.abs(filled.rejected - reference.rejected)).toBeLessThanOrEqual(Math.floor(tolerances.flips));
    expect([filled.clipped, reference.clipped]).toEqual([0, 0]);
  });

  it('gives the same histogram again, bit for bit', async () => {
    expect(await device.fill(request(linear))).toEqual(await device.fill(request(linear)));
  });

  it('is the sum of its parts when they are cut at whole chunks', async () => {
    const part = (firstEvent: number): Promise<FillResult> =>
      device.fill(request(linear, { firstEvent, events: CHUNK }));
    const whole = await device.fill(request(linear, { events: 2 * CHUNK }));
    const parts = added(await part(0), await part(CHUNK));
    expect(parts.rejected).toBe(whole.rejected);
    parts.sumw.forEach((value, i) =>
      expect(relative(value, whole.sumw[i]!)).toBeLessThan(backend === 'webgpu' ? 1e-6 : 1e-12),
    );
  });

  it('takes any number of events: one, three, and more than a chunk', async () => {
    for (const events of [1, 3, CHUNK + 5]) {
      const change = { events, bins: 1, low: -1, high: 1e6, firstEvent: 12_345 };
      const [filled, reference] = [await device.fill(request(linear, change)), referenceFill(request(linear, change))];
      expect(Math.abs(filled.rejected - reference.rejected)).toBeLessThanOrEqual(Math.floor(tolerances.flips));
      expect(Math.abs(filled.sumw[1]! - reference.sumw[1]!)).toBeLessThan(tolerances.flips + 1e-5 * events);
    }
  });

  it.each([2 ** 31 - 10_000, 2 ** 31, 2 ** 32 - 20_000])('counts events on from %d', async (firstEvent) => {
    const change = { firstEvent, events: 20_000 };
    const [filled, reference] = [await device.fill(request(linear, change)), referenceFill(request(linear, change))];
    expect(flips(filled, reference)).toBeLessThan(tolerances.flips);
  });

  it('takes variables without compiling again, and other parameters by compiling', async () => {
    for (const parameters of [{ ...PARAMETERS, length: 0.7 }, { ...PARAMETERS, slope: -0.5 }, PARAMETERS]) {
      const change = { parameters, events: 20_000 };
      expect(flips(await device.fill(request(linear, change)), referenceFill(request(linear, change)))).toBeLessThan(
        tolerances.flips,
      );
    }
  });

  it.each([0, 251, 2.5])('refuses %d bins', async (bins) => {
    await expect(device.fill(request(linear, { bins }))).rejects.toThrow(FormulaError);
    await expect(device.fill(request(linear, { bins }))).rejects.toThrow(`${bins} bins; allowed: 1 to 250 bins`);
  });

  it('refuses a parameter that is no number or is missing', async () => {
    for (const length of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const parameters = { ...PARAMETERS, length };
      await expect(device.fill(request(linear, { parameters }))).rejects.toThrow(`parameter length = ${length}`);
    }
    const missing = request(linear, { parameters: { length: 1, slope: 0 } });
    await expect(device.fill(missing)).rejects.toThrow('parameter end = undefined');
  });

  it('refuses an axis without a width and a number of events that is none', async () => {
    await expect(device.fill(request(linear, { high: 0.25 }))).rejects.toThrow('axis from 0.25 to 0.25');
    await expect(device.fill(request(linear, { events: -1 }))).rejects.toThrow('-1 events');
    await expect(device.fill(request(linear, { firstEvent: 0.5 }))).rejects.toThrow('first event 0.5');
    await expect(device.fill(request(linear, { firstEvent: 2 ** 32 - 1 }))).rejects.toThrow('events below 2^32');
  });
});

describe('webgpu in this suite', () => {
  const title = probe.kind === 'adapter' ? `ran on ${probe.name}` : `did not run: ${probe.reason}`;
  it(title, () => {
    expect(probe.kind === 'adapter' ? probe.name : probe.reason).not.toBe('');
    expect(BACKENDS.includes('webgpu')).toBe(probe.kind === 'adapter');
  });
});
