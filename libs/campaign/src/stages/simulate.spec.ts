import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevice, type Device } from '@darkreach/kernels';
import { smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import { CampaignPlanError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import { planShards } from '../plan/plan-campaign.js';
import { openTemplateBook } from '../plan/template-book.js';
import { simulateShard } from './simulate.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('webasm');
});
afterAll(() => device.close());

const campaign = smallCampaign({ events: { signal: 5000, background: 20_000 } });
const book = openTemplateBook(campaign);
const job: ShardJob = [...planShards(campaign, book)].find(({ templateId }) => templateId.endsWith('/4'))!;
const { recipe } = book.byId.get(job.templateId)!;

describe('simulateShard', () => {
  it('is a pure function of its job', async () => {
    expect(await simulateShard(device, recipe, job)).toEqual(await simulateShard(device, recipe, job));
  });

  it('says which shard it is, and counts every event once', async () => {
    const partial = await simulateShard(device, recipe, job);
    expect(partial).toMatchObject({ shardId: job.id, templateId: job.templateId, shard: 0, events: 5000, clipped: 0 });
    expect(partial.histogram.axis).toEqual(recipe.axis);
    expect(partial.histogram.sumw).toHaveLength(recipe.axis.bins + 2);
    expect(partial.histogram.entries).toBeGreaterThan(1000);
    expect(partial.histogram.entries).toBeLessThan(5000);
    // Weights of the signal are at most 1.
    const total = partial.histogram.sumw.reduce((sum, value) => sum + value, 0);
    expect(total).toBeLessThanOrEqual(partial.histogram.entries * 1.0005);
  });

  it('draws other events with another key', async () => {
    const other = await simulateShard(device, recipe, { ...job, key: [1, 2] });
    expect(other.histogram.sumw).not.toEqual((await simulateShard(device, recipe, job)).histogram.sumw);
  });

  it('refuses a density from data', async () => {
    const { entries } = openTemplateBook(smallCampaign({ searches: [smallSearch({ experiment: 'babar' })] }));
    const flat = entries.find((entry) => entry.recipe.source.kind === 'flat')!;
    await expect(simulateShard(device, flat.recipe, job)).rejects.toThrow(CampaignPlanError);
  });
});
