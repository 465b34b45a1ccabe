import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onShell, smallCampaign, smallSearch } from '../fixtures/small-campaign.js';
import type { CampaignResult, LimitPoint } from './campaign-result.js';
import { CampaignInterruptedError } from './errors.js';
import type { LimitBand } from '@darkreach/statistics';
import type { ShardJob } from './plan/campaign-plan.js';
import { planCampaign } from './plan/plan-campaign.js';
import type { Progress } from './progress.js';
import { runCampaign, type RunCampaignOptions } from './run-campaign.js';
import { InProcessRunner } from './runner/in-process-runner.js';
import type { FitJob, GivenUp } from './runner/runner.js';
import type { PartialHistogram } from './stages/simulate.js';
import type { ResolvedCampaign } from './spec/resolved-campaign.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkreach-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (campaign: ResolvedCampaign, options: RunCampaignOptions = {}): Promise<CampaignResult> =>
  runCampaign(campaign, { ...options, runner: new InProcessRunner({ campaign, device: 'webasm' }) });

/** A result without its timings. */
function numbersOf({ statistics, ...result }: CampaignResult): unknown {
  const { simulateSeconds: _, fitSeconds: __, ...counts } = statistics;
  return { ...result, statistics: counts };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const medians = (points: readonly LimitPoint[]): number[] => points.map(({ coupling }) => coupling[2]);

describe('a small campaign', () => {
  const campaign = smallCampaign();
  const reports: Progress[] = [];
  let result: CampaignResult;
  beforeAll(async () => {
    result = await run(campaign, { onProgress: (progress) => reports.push(progress) });
  });

  it('has a limit for every mass and luminosity', () => {
    expect(result.status).toBe('complete');
    expect(result.digest).toBe(planCampaign(campaign, 1).digest);
    expect(result.curves.map(({ luminosity }) => luminosity.inverseFemtobarn)).toEqual([20, 1000]);
    for (const { points, channel, experiment } of result.curves) {
      expect({ channel, experiment }).toEqual({ channel: 'dark-photon-invisible', experiment: 'belle2' });
      expect(points.map(({ mass }) => mass)).toEqual([1, 4]);
      expect(points.map(({ band }) => band.status)).toEqual(['ok', 'ok']);
    }
  });

  it('has bands in order, around couplings that such a search can reach', () => {
    for (const { coupling } of result.curves.flatMap(({ points }) => points)) {
      expect([...coupling].sort((a, b) => a - b)).toEqual(coupling);
      expect(new Set(coupling).size).toBe(5);
      expect(coupling[2]).toBeGreaterThan(1e-5);
      expect(coupling[2]).toBeLessThan(1e-2);
    }
  });

  it('gets stronger with luminosity', () => {
    const [little, much] = result.curves.map(({ points }) => medians(points));
    little!.forEach((coupling, i) => expect(much![i]).toBeLessThan(coupling));
  });

  it('has signal in proportion to luminosity, at an efficiency that does not depend on it', () => {
    const [little, much] = result.curves.map(({ points }) => points);
    little!.forEach((point, i) => {
      expect(much![i]!.signalEvents / point.signalEvents).toBeCloseTo(50, 9);
      expect(much![i]!.efficiency).toBeCloseTo(point.efficiency, 12);
      expect(point.efficiency).toBeGreaterThan(0.01);
      expect(point.efficiency).toBeLessThan(1);
      expect(point.efficiencyError / point.efficiency).toBeLessThan(0.1);
    });
  });

  it('describes backgrounds that fit its histograms', () => {
    const [little, much] = result.curves.map(({ backgrounds }) => backgrounds);
    expect(little).toHaveLength(6);
    little!.forEach((background, i) => {
      const { process, region, events, relativeStatError, effectiveEvents, equivalentLuminosity } = background;
      const { histogram } = result.histograms.find((named) => named.process === process && named.region === region)!;
      const rate = histogram.sumw.slice(1, -1).reduce((sum, value) => sum + value, 0);
      expect(events).toBeCloseTo(20 * rate, 9);
      expect(effectiveEvents * relativeStatError ** 2).toBeCloseTo(1, 9);
      // As many events of equal weight as data of that luminosity would have.
      expect((equivalentLuminosity / 20) * events).toBeCloseTo(effectiveEvents, 6);
      expect(effectiveEvents).toBeLessThan(background.generatedEvents);
      expect(much![i]!.events / events).toBeCloseTo(50, 9);
      expect(much![i]).toMatchObject({ relativeStatError, effectiveEvents, equivalentLuminosity });
    });
  });

  it('counts what it has done', () => {
    const { statistics } = result;
    const plan = planCampaign(campaign, 1);
    expect(statistics).toMatchObject({ events: plan.events, shards: plan.shards, workers: 1 });
    expect(statistics).toMatchObject({ clippedEvents: 0, toys: 0, failedFits: 0 });
    expect(statistics.device.backend).toBe('webasm');
    const generated = result.curves[0]!.backgrounds.reduce((sum, background) => sum + background.generatedEvents, 0);
    expect(generated + 2 * campaign.events.signal).toBe(plan.events);
  });

  it('names the search and lists a histogram for every template', () => {
    expect(result.searches).toHaveLength(1);
    expect(result.searches[0]).toMatchObject({ experimentTitle: 'Belle II', channel: 'dark-photon-invisible' });
    expect(result.histograms.filter(({ process }) => process === 'signal').map(({ mass }) => mass)).toEqual([1, 4]);
    expect(result.histograms).toHaveLength(8);
  });

  it('keeps the model of each limit, and the whole backgrounds of every selection', () => {
    expect(result.models.map(({ luminosity }) => luminosity)).toEqual(
      result.curves.map(({ luminosity }) => luminosity),
    );
    result.models.forEach(({ regions, points }, i) => {
      const curve = result.curves[i]!;
      const signals = points.map(({ mass, model }) => ({ mass, signalEvents: sum(model.signal.yields) }));
      expect(signals).toEqual(curve.points.map(({ mass, signalEvents }) => ({ mass, signalEvents })));
      for (const { process, region, events } of curve.backgrounds) {
        const whole = regions.find(({ name }) => name === region)!.backgrounds.find(({ name }) => name === process)!;
        expect(sum(whole.yields) / events).toBeCloseTo(1, 12);
      }
      for (const { region, model } of points) {
        const whole = regions.find(({ name }) => name === region)!.backgrounds[0]!.yields.join(' ');
        expect(whole).toContain(model.backgrounds[0]!.yields.join(' '));
      }
    });
  });

  it('reports progress from nothing to everything, stage by stage', () => {
    const plan = planCampaign(campaign, 1);
    for (const [stage, total] of [['simulate', plan.events] as const, ['fit', plan.points] as const]) {
      const done = reports.filter((progress) => progress.stage === stage);
      expect(done.every((progress) => progress.total === total)).toBe(true);
      expect(done[0]!.done).toBe(0);
      expect(done.at(-1)!.done).toBe(total);
      expect(done.map((progress) => progress.done)).toEqual(
        done.map((progress) => progress.done).sort((a, b) => a - b),
      );
    }
    expect(reports.findIndex(({ stage }) => stage === 'fit')).toBe(
      reports.filter(({ stage }) => stage === 'simulate').length,
    );
  });

  it('gives the same numbers again', async () => {
    expect(numbersOf(await run(campaign))).toEqual(numbersOf(result));
  });

  it('keeps its shards when it is interrupted and goes on from them to the same numbers', async () => {
    const storeFolder = join(folder, 'interrupted');
    const controller = new AbortController();
    const stop = ({ done }: Progress): void => {
      if (done > 0) controller.abort();
    };
    const stopped = await run(campaign, { storeFolder, signal: controller.signal, onProgress: stop }).catch(
      (error: unknown) => error,
    );
    expect(stopped).toBeInstanceOf(CampaignInterruptedError);
    expect(stopped).toMatchObject({ finishedShards: 1, totalShards: result.statistics.shards, retryable: true });
    expect(readdirSync(storeFolder)).toHaveLength(1);
    writeFileSync(join(storeFolder, 'half-written.json.part'), '{');

    const seen: Progress[] = [];
    const resumed = await run(campaign, { storeFolder, onProgress: (progress) => seen.push(progress) });
    // What was kept is there before anything is computed.
    expect(seen[1]).toMatchObject({ stage: 'simulate', rate: 0 });
    expect(seen[1]!.done).toBeGreaterThan(0);
    expect(numbersOf(resumed)).toEqual(numbersOf(result));
    expect(readdirSync(storeFolder)).toEqual(['half-written.json.part']);
  });

  it('does not take up shards of another campaign', async () => {
    const storeFolder = join(folder, 'shared');
    const interrupt = async (of: ResolvedCampaign): Promise<void> => {
      const controller = new AbortController();
      const stop = ({ stage }: Progress): void => {
        if (stage === 'fit') controller.abort();
      };
      const error = await run(of, { storeFolder, signal: controller.signal, onProgress: stop }).catch(
        (e: unknown) => e,
      );
      expect(error).toMatchObject({ finishedShards: 8, totalShards: 8 });
    };
    await interrupt(smallCampaign({ seed: 8 }));
    expect(readdirSync(storeFolder)).toHaveLength(8);
    expect(numbersOf(await run(campaign, { storeFolder }))).toEqual(numbersOf(result));
    expect(readdirSync(storeFolder)).toHaveLength(8);
  });

  it('does nothing when it is aborted before it begins', async () => {
    const storeFolder = join(folder, 'nothing');
    const work = run(campaign, { storeFolder, signal: AbortSignal.abort() });
    await expect(work).rejects.toThrow('stopped after 0 of 8 shards');
    expect(existsSync(storeFolder)).toBe(false);
  });
});

describe('a campaign of which a part is given up', () => {
  /** Gives up the shards and fits whose id holds that text. */
  class GivingUpRunner extends InProcessRunner {
    constructor(
      campaign: ResolvedCampaign,
      private readonly bad: string,
    ) {
      super({ campaign, device: 'webasm' });
    }

    override async simulate(jobs: Iterable<ShardJob>, onResult: (part: PartialHistogram) => void, signal: AbortSignal) {
      return this.split([...jobs], (good) => super.simulate(good, onResult, signal));
    }

    override async fit(jobs: Iterable<FitJob>, onResult: (id: string, band: LimitBand) => void, signal: AbortSignal) {
      return this.split([...jobs], (good) => super.fit(good, onResult, signal));
    }

    private async split<T extends { readonly id: string }>(
      jobs: readonly T[],
      work: (good: readonly T[]) => Promise<readonly GivenUp[]>,
    ): Promise<readonly GivenUp[]> {
      await work(jobs.filter(({ id }) => !id.includes(this.bad)));
      const bad = jobs.filter(({ id }) => id.includes(this.bad));
      return bad.map(({ id }) => ({ kind: 'given-up', id, reason: 'three threads died' }));
    }
  }
  const campaign = smallCampaign({ searches: [smallSearch({ masses: [1, 7] })] });
  const runWithout = (bad: string): Promise<CampaignResult> =>
    runCampaign(campaign, { runner: new GivingUpRunner(campaign, bad) });
  const statuses = ({ curves }: CampaignResult): string[][] =>
    curves.map(({ points }) => points.map(({ band }) => band.status));

  it('marks the points of a signal, and says which shard is missing and why', async () => {
    const result = await runWithout('signal@');
    const one = await runWithout('/7/0');
    expect(statuses(result)).toEqual([
      ['not-computed', 'not-computed'],
      ['not-computed', 'not-computed'],
    ]);
    expect(statuses(one)).toEqual([
      ['ok', 'not-computed'],
      ['ok', 'not-computed'],
    ]);
    expect(one.status).toBe('incomplete');
    expect(one.curves[0]!.points[1]!.note).toMatch(/shard dark-photon-.*\/7\/0 is missing: three threads died/);
    expect(one.models[0]!.points.map(({ mass }) => mass)).toEqual([1]);
  });

  it('marks the points of a region without one of its backgrounds, and no other', async () => {
    const result = await runWithout('high-mass/three-gamma');
    expect(statuses(result)).toEqual([
      ['ok', 'not-computed'],
      ['ok', 'not-computed'],
    ]);
    expect(result.curves[0]!.points[1]!.signalEvents).toBeGreaterThan(0);
    expect(result.models[0]!.regions.map(({ name }) => name)).toEqual(['low-mass']);
    const whole = await run(campaign);
    expect(result.curves[0]!.points[0]).toEqual(whole.curves[0]!.points[0]);
  });

  it('marks a limit whose fit is missing', async () => {
    const result = await runWithout('|1 ab^-1');
    expect(statuses(result)).toEqual([
      ['ok', 'ok'],
      ['not-computed', 'not-computed'],
    ]);
    expect(result.curves[1]!.points[0]!.note).toBe('three threads died');
  });
});

describe('a campaign', () => {
  it('answers the off-shell model as well', async () => {
    const model = { ...onShell, shell: 'off' };
    const [off, on] = await Promise.all(
      [model, onShell].map((chosen) => run(smallCampaign({ searches: [smallSearch({ masses: [3], model: chosen })] }))),
    );
    expect(off!.curves.map(({ points }) => points[0]!.band.status)).toEqual(['ok', 'ok']);
    // chi weighs a third of the A': on the pole, and the limit is the same but for the tail below and above it.
    expect(medians(off!.curves[0]!.points)[0]! / medians(on!.curves[0]!.points)[0]!).toBeCloseTo(1, 0);
  });

  it('of BaBar has its density from data as a background', async () => {
    const result = await run(smallCampaign({ searches: [smallSearch({ experiment: 'babar', masses: [4] })] }));
    const data = result.curves[0]!.backgrounds.find(({ process }) => process === 'instrumental')!;
    expect(data.generatedEvents).toBe(0);
    expect(data.events).toBeGreaterThan(0);
    expect(data.relativeStatError).toBeGreaterThan(0);
    expect(result.curves[0]!.points[0]!.band.status).toBe('ok');
  });

  it('with too few background events runs, and its limits are weak, not strong', async () => {
    const limits: number[][] = [];
    for (const background of [1, 100, 3000, 4_000_000]) {
      const { status, curves } = await run(smallCampaign({ events: { signal: 20_000, background } }));
      expect(status).toBe('complete');
      limits.push(curves.flatMap(({ points }) => medians(points)));
      const unseen = curves[0]!.backgrounds.filter(({ effectiveEvents }) => effectiveEvents === 0);
      expect(unseen.length > 0).toBe(background <= 3000);
    }
    limits.slice(1).forEach((more, i) => {
      expect(more).toHaveLength(4);
      more.forEach((limit, k) => expect(limit).toBeLessThan(limits[i]![k]!));
    });
  });

  it('has weaker limits with a larger uncertainty of the signal', async () => {
    const loose = { name: 'photon-efficiency', relative: 0.5, referenceInverseFemtobarn: 1, floor: 0 };
    const systematics = [{ ...loose, scaling: 'constant' as const }];
    const result = await run(smallCampaign({ searches: [smallSearch({ systematics, masses: [4] })] }));
    const preset = await run(smallCampaign({ searches: [smallSearch({ masses: [4] })] }));
    const [wide, narrow] = [result, preset].map(({ curves }) => medians(curves[0]!.points)[0]!);
    expect(wide).toBeGreaterThan(narrow!);
  });

  it('of a search that is not registered is refused by name', async () => {
    const campaign = smallCampaign({ searches: [smallSearch({ channel: 'no-such-search' })] });
    await expect(run(campaign)).rejects.toThrow('no-such-search');
  });
});
