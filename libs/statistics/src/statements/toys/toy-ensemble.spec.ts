import { describe, expect, it } from '@jest/globals';
import { countingToyEngine } from '../../../fixtures/counting-toy-engine.js';
import { countingWorkspace } from '../../../fixtures/counting-workspace.js';
import { buildModel } from '../../model/build-model.js';
import type { ToyEngine, ToyRequest } from '../../toys/engine.js';
import { toyEnsemble } from './toy-ensemble.js';

const model = buildModel(countingWorkspace({ n: 3, background: 3 }));

/** An engine that remembers what it was asked for. */
function recorded(): ToyEngine & { readonly requests: ToyRequest[] } {
  const engine = countingToyEngine();
  const requests: ToyRequest[] = [];
  return {
    ...engine,
    requests,
    generate: (request) => {
      requests.push(request);
      return engine.generate(request);
    },
  };
}

describe('toys of one truth', () => {
  const options = { model, truth: Float64Array.of(0), key: [1, 2], statistic: 'q~' } as const;

  it('are fitted freely once, however many signal strengths are tested', async () => {
    const engine = recorded();
    const ensemble = toyEnsemble(engine, options);
    await ensemble.test({ mu: 1, first: 0, count: 100 });
    await ensemble.test({ mu: 2, first: 0, count: 150 });
    await ensemble.test({ mu: 3, first: 0, count: 150 });
    const free = engine.requests.filter((request) => request.free).map(({ first, count }) => [first, count]);
    expect(free).toEqual([
      [0, 100],
      [100, 50],
    ]);
  });

  it('do not depend on how they are asked for', async () => {
    const whole = await toyEnsemble(countingToyEngine(), options).test({ mu: 2, first: 0, count: 500 });
    const split = toyEnsemble(countingToyEngine(), { ...options, batch: 77 });
    await split.test({ mu: 5, first: 0, count: 200 });
    expect(await split.test({ mu: 2, first: 0, count: 500 })).toEqual(whole);
  });

  it('have q~ = 0 above the tested mu, q with negative estimates, and t on both sides', async () => {
    const wide = buildModel({
      ...countingWorkspace({ n: 3, background: 3 }),
      measurements: [{ name: 'm', config: { poi: 'mu', parameters: [{ name: 'mu', bounds: [[-3, 20]] }] } }],
    });
    const largest = async (statistic: 'q~' | 'q' | 't'): Promise<readonly number[]> => {
      const ensemble = toyEnsemble(countingToyEngine(), { ...options, model: wide, statistic });
      const { q } = await ensemble.test({ mu: 1, first: 0, count: 2000 });
      return [q[0]!, q.at(-1)!];
    };
    const [oneSided, unbounded, twoSided] = [await largest('q~'), await largest('q'), await largest('t')];
    // No event: mu-hat = 0 gives 2 (4 - 3), mu-hat = -3 gives 2 * 4.
    expect(oneSided[0]).toBe(0);
    expect(oneSided[1]).toBeCloseTo(2, 10);
    expect(unbounded[1]).toBeCloseTo(8, 10);
    expect(twoSided[1]).toBeGreaterThan(2);
  });

  it('without a converged fit are counted, and left out', async () => {
    const engine = countingToyEngine();
    const broken: ToyEngine = {
      ...engine,
      generate: async (request) => {
        const toys = await engine.generate(request);
        return { ...toys, free: toys.free!.map((value, i) => (i % 10 === 0 ? NaN : value)), refitted: 5 };
      },
    };
    const { q, failed, refitted } = await toyEnsemble(broken, { ...options, statistic: 't' }).test({
      ...{ mu: 1, first: 0, count: 100 },
    });
    expect([q.length, failed, refitted]).toEqual([90, 10, 5]);
  });
});
