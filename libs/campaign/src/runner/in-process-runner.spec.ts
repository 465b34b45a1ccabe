import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LimitBand, TemplateModel } from '@darkreach/statistics';
import { smallCampaign } from '../../fixtures/small-campaign.js';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import { planShards } from '../plan/plan-campaign.js';
import { openTemplateBook } from '../plan/template-book.js';
import type { PartialHistogram } from '../stages/simulate.js';
import { InProcessRunner } from './in-process-runner.js';
import type { FitJob, RunnerDevice } from './runner.js';

const campaign = smallCampaign({ events: { signal: 3000, background: 6000 } });
const jobs = [...planShards(campaign, openTemplateBook(campaign))];
const never = new AbortController().signal;

const model = (yields: readonly number[]): TemplateModel => ({
  kind: 'template-model',
  signal: { name: 'signal', yields, statErrors: yields.map(() => 0), systematics: [] },
  backgrounds: [{ name: 'flat', yields: [20, 20], statErrors: [0, 0], systematics: [] }],
});
const fitJob = (id: string, yields: readonly number[]): FitJob => ({
  kind: 'fit-job',
  id,
  model: model(yields),
  options: { ...campaign.statistics, key: [1, 2] },
});

let runner: InProcessRunner;
let device: RunnerDevice;
beforeAll(async () => {
  runner = new InProcessRunner({ campaign, device: 'webasm' });
  device = await runner.open();
});
afterAll(() => runner.close());

async function simulate(of: readonly ShardJob[]): Promise<PartialHistogram[]> {
  const found: PartialHistogram[] = [];
  await runner.simulate(of, (partial) => found.push(partial), never);
  return found;
}

describe('InProcessRunner', () => {
  it('says on what it runs', () => {
    expect(runner.workers).toBe(1);
    expect(device.backend).toBe('webasm');
    expect(device.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('answers every shard once, each as it would alone', async () => {
    const all = await simulate(jobs);
    expect(all.map(({ shardId }) => shardId)).toEqual(jobs.map(({ id }) => id));
    const last = jobs.at(-1)!;
    expect(await simulate([last])).toEqual([all.at(-1)]);
  });

  it('answers every limit under its id', async () => {
    const bands = new Map<string, LimitBand>();
    const wanted = [fitJob('weak', [1, 2]), fitJob('strong', [10, 20])];
    await runner.fit(wanted, (id, band) => void bands.set(id, band), never);
    expect([...bands.keys()]).toEqual(['weak', 'strong']);
    expect(bands.get('weak')!.expected[2] / bands.get('strong')!.expected[2]).toBeCloseTo(10, 2);
  });

  it('reports a shard that fails as a RunnerError with the reason, and keeps what came before', async () => {
    const found: string[] = [];
    const foreign = { ...jobs[1]!, id: 'foreign/0', templateId: 'foreign' };
    const work = runner.simulate([jobs[0]!, foreign, jobs[2]!], ({ shardId }) => found.push(shardId), never);
    await expect(work).rejects.toThrow(RunnerError);
    await expect(work).rejects.toThrow('shard foreign/0 is of no template of this campaign');
    expect(found).toEqual([jobs[0]!.id]);
  });

  it('reports a limit that fails as a RunnerError with the reason', async () => {
    const work = runner.fit([fitJob('wrong', [1, 2, 3])], () => undefined, never);
    await expect(work).rejects.toThrow(RunnerError);
    await expect(work).rejects.toThrow('flat: 2 yields');
  });

  it('stops between two jobs when it is told to', async () => {
    const controller = new AbortController();
    const found: string[] = [];
    const stopAfterTwo = ({ shardId }: PartialHistogram): void => {
      found.push(shardId);
      if (found.length === 2) controller.abort(new Error('enough'));
    };
    await expect(runner.simulate(jobs, stopAfterTwo, controller.signal)).rejects.toThrow('enough');
    expect(found).toEqual(jobs.slice(0, 2).map(({ id }) => id));
    await expect(runner.fit([fitJob('late', [1, 2])], () => found.push('late'), controller.signal)).rejects.toThrow();
    expect(found).toHaveLength(2);
  });

  it('can be closed before it was opened', async () => {
    await expect(new InProcessRunner({ campaign, device: 'webasm' }).close()).resolves.toBeUndefined();
  });
});
