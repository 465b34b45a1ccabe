import { describe, expect, it } from '@jest/globals';
import { countingWorkspace } from '../../../fixtures/counting-workspace.js';
import { createModelFitter } from '../../fit/model-fitter.js';
import { observedData } from '../../likelihood/dataset.js';
import { buildModel } from '../../model/build-model.js';
import type { TemplateModel } from '../../model/template-model.js';
import { Hypothesis, hypothesisKey } from './hypothesis-key.js';
import { signalRange, testStatistic } from '../test-statistic.js';
import { toyTest } from './toy-test.js';
import { hostToyEngine } from '../../toys/host-engine.js';
import { templateWorkspace } from '../../workspace/template-workspace.js';
import { countingCls } from '../counting/counting.js';
import { firstAtLeast, poolToys, upperQuantile } from './pooled-toys.js';
import { toyCls } from './toy-cls.js';

const template: TemplateModel = {
  kind: 'template-model',
  signal: { name: 's', yields: [2, 1], statErrors: [0, 0], systematics: [{ name: 'efficiency', relative: 0.1 }] },
  backgrounds: [{ name: 'b', yields: [3, 4], statErrors: [0.9, 0.8], systematics: [{ name: 'b', relative: 0.3 }] }],
};
const MU = 7 / 3;

describe('toys of both hypotheses, weighted for each', () => {
  it('give the p-values that counting the toys of a hypothesis gives, with less noise in the tail', async () => {
    const model = buildModel(templateWorkspace(template));
    const test = toyTest(model, hostToyEngine(), { key: [1, 9], expectedOnly: true });
    const { pooled, signal, background } = await test.at(MU, 5000);
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
    const counting = buildModel(countingWorkspace({ n: 0, background: 1.5 }));
    const point = await toyTest(counting, hostToyEngine(), { key: [4, 4] }).at(2, 500);
    const { cls, logError } = toyCls(point.pooled, point.qObserved, 1e-6);
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
    const model = buildModel(templateWorkspace({ ...template, observed: [1, 2] }));
    const truth = createModelFitter(model).fit(observedData(model), { fixedAt: 0 }).parameters;
    const point = await toyTest(model, hostToyEngine(), { key: [1, 9] }).at(MU, 100);
    const { conditional, free, estimate } = await hostToyEngine().generate({
      ...{ model, truth, key: hypothesisKey([1, 9], Hypothesis.background), first: 0, count: 100 },
      ...{ conditional: MU, free: signalRange(model, 'q~') },
    });
    const q = conditional!.map((held, i) => {
      return testStatistic('q~', MU, { conditional: held, free: free![i]!, estimate: estimate![i]! });
    });
    expect(point.background.q).toEqual(q.sort());
  });
});
