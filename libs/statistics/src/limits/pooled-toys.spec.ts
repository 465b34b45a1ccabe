import { describe, expect, it } from '@jest/globals';
import { datasetOf } from '../fit/dataset.js';
import { createFitter } from '../fit/fitter.js';
import { compileModel } from '../model/compile-model.js';
import type { TemplateModel } from '../model/template-model.js';
import { hostToyEngine } from '../toys/host-toy-engine.js';
import { countingCls } from './counting.js';
import { firstAtLeast, poolToys, upperQuantile } from './pooled-toys.js';
import { toyCls } from './toy-cls.js';
import { toyTest } from './toy-test.js';

const template: TemplateModel = {
  kind: 'template-model',
  signal: { name: 's', yields: [2, 1], statErrors: [0, 0], systematics: [{ name: 'efficiency', relative: 0.1 }] },
  backgrounds: [{ name: 'b', yields: [3, 4], statErrors: [0.9, 0.8], systematics: [{ name: 'b', relative: 0.3 }] }],
};

describe('toys of both hypotheses, weighted for each', () => {
  it('give the p-values that counting the toys of a hypothesis gives, with less noise in the tail', async () => {
    const test = toyTest(compileModel(template), hostToyEngine(), { key: [1, 9] });
    const { pooled, signal, background } = await test.at(7, 5000);
    for (const q of [0.2, 1, 2.5, 4]) {
      const i = firstAtLeast(pooled, q, 1e-6);
      for (const [weighted, squares, counted] of [
        [pooled.s[i]!, pooled.ss[i]!, signal.q],
        [pooled.b[i]!, pooled.bb[i]!, background.q],
      ] as const) {
        const plain = counted.filter((value) => value >= q - 1e-6).length / 5000;
        const error = Math.sqrt((plain * (1 - plain)) / 5000);
        expect(Math.abs(weighted - plain)).toBeLessThan(4 * Math.hypot(error, Math.sqrt(squares)));
      }
    }
    expect(Math.abs(pooled.s[0]! - 1)).toBeLessThan(0.05);
    expect(Math.abs(pooled.b[0]! - 1)).toBeLessThan(0.05);
    const tail = toyCls(pooled, upperQuantile(pooled, 0.0228), 1e-6);
    const counted = signal.q.filter((value) => value >= upperQuantile(pooled, 0.0228)).length;
    expect(tail.logError).toBeLessThan(0.5 / Math.sqrt(counted));
  });

  it('give CLs without any noise where no event was seen', async () => {
    const zero = { systematics: [], statErrors: [0] };
    const counting = compileModel({
      kind: 'template-model',
      signal: { name: 's', yields: [1], ...zero },
      backgrounds: [{ name: 'b', yields: [1.5], ...zero }],
      observed: [0],
    });
    const point = await toyTest(counting, hostToyEngine(), { key: [4, 4] }).at(2, 500);
    const { cls, logError } = toyCls(point.pooled, point.qObserved!, 1e-6);
    expect(cls).toBeCloseTo(countingCls(0, 2, 1.5), 10);
    expect(logError).toBeLessThan(1e-6);
  });

  it('have each its quantile and its ties', () => {
    const toys = (q: number[]) => ({
      q: Float64Array.from(q),
      logRatio: new Float64Array(q.length),
      refitted: 0,
      failed: 0,
    });
    const pooled = poolToys(toys([1, 2]), toys([2, 5]));
    expect(pooled.b[firstAtLeast(pooled, 2, 0)]).toBeCloseTo(0.75, 12);
    expect(pooled.b[firstAtLeast(pooled, 2 + 1e-9, 1e-6)]).toBeCloseTo(0.75, 12);
    expect([0.1, 0.25, 0.3, 0.75, 0.76, 1].map((p) => upperQuantile(pooled, p))).toEqual([5, 5, 2, 2, 1, 1]);
  });

  it('are drawn at the conditional fits to the data', async () => {
    const model = compileModel({ ...template, observed: [1, 2] });
    const truth = createFitter(model).conditional(datasetOf(model, model.observed!), 0).parameters;
    const point = await toyTest(model, hostToyEngine(), { key: [1, 9] }).at(7, 100);
    const engine = hostToyEngine();
    const batch = await engine.generate({
      model,
      testSignal: 7,
      hypothesis: 0,
      truth,
      first: 0,
      count: 100,
      key: [1, 9],
    });
    expect(point.background.q).toEqual(batch.q.sort());
  });
});
