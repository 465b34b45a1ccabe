import type { Histogram } from '@darkreach/histogram';
import type { Device } from '@darkreach/kernels';
import type { TemplateRecipe } from '@darkreach/channels';
import { CampaignPlanError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';

/** What one shard gives: sums of weights over its events. */
export interface PartialHistogram {
  readonly kind: 'partial-histogram';
  readonly shardId: string;
  readonly templateId: string;
  readonly shard: number;
  readonly events: number;
  /** Events whose weight was above the range of the weight code. */
  readonly clipped: number;
  readonly histogram: Histogram;
}

/** Simulates one shard: a pure function of the job and the recipe, within one backend class. */
export async function simulateShard(device: Device, recipe: TemplateRecipe, job: ShardJob): Promise<PartialHistogram> {
  const { source, axis } = recipe;
  if (source.kind !== 'simulated') throw new CampaignPlanError(`${job.templateId} is not simulated`);
  const { key, firstEvent, events } = job;
  const { bins, low, high } = axis;
  const result = await device.fill({
    kernel: source.kernel,
    parameters: source.parameters,
    key,
    firstEvent,
    events,
    bins,
    low,
    high,
  });
  return {
    kind: 'partial-histogram',
    shardId: job.id,
    templateId: job.templateId,
    shard: job.shard,
    events,
    clipped: result.clipped,
    histogram: {
      kind: 'histogram',
      axis,
      sumw: result.sumw,
      sumw2: result.sumw2,
      entries: events - result.rejected - result.clipped,
    },
  };
}
