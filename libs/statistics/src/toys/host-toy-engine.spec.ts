import { describe, expect, it } from '@jest/globals';
import { asymptoticTest } from '../limits/asymptotic-limit.js';
import { datasetOf } from '../fit/dataset.js';
import { createFitter } from '../fit/fitter.js';
import { compileModel } from '../model/compile-model.js';
import { readWorkspace, readFixture } from '../../fixtures/read-workspace.js';
import { hostToyEngine } from './host-toy-engine.js';
import { Hypothesis } from './toy-engine.js';

const KEY = [17, 4] as const;

describe.each(['count_b3_n3', 'count_b3_n3_shapesys'])('host toys of %s', (name) => {
  it('give the reference CLs within 4 standard deviations', async () => {
    const model = compileModel(readWorkspace(name));
    const wanted = readFixture(`${name}.toys.json`) as { mu: number; q_obs: number; CLs: number; CLs_err: number };
    const testSignal = wanted.mu * model.signalYield;
    const q = asymptoticTest(model).at(testSignal).q!;
    expect(Math.abs(q - wanted.q_obs)).toBeLessThan(1e-5);
    const fitter = createFitter(model);
    const data = datasetOf(model, model.observed!);
    const engine = hostToyEngine();
    const count = 20_000;
    const tail = async (signal: number, hypothesis: Hypothesis): Promise<number> => {
      const truth = fitter.conditional(data, signal).parameters;
      const batch = await engine.generate({ model, testSignal, hypothesis, truth, first: 0, count, key: KEY });
      expect(batch.failed).toBe(0);
      return batch.q.filter((value) => value >= q - engine.tieTolerance).length / count;
    };
    const sb = await tail(testSignal, Hypothesis.signal);
    const b = await tail(0, Hypothesis.background);
    const error = (sb / b) * Math.sqrt((1 - sb) / (sb * count) + (1 - b) / (b * count));
    expect(Math.abs(sb / b - wanted.CLs)).toBeLessThan(4 * Math.hypot(error, wanted.CLs_err));
  });
});
