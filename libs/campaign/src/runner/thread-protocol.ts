import type { LimitBand } from '@darkreach/statistics';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { PartialHistogram } from '../stages/simulate.js';
import type { FitJob, RunnerDevice } from './runner.js';

/** What a pool asks a thread. */
export type ThreadTask =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'simulate';
      /** Digest of the campaign that the job is part of. */
      readonly digest: string;
      /** The campaign itself, where this thread does not know it. */
      readonly campaign?: ResolvedCampaign;
      /** Digest of a campaign that will not be asked for soon. */
      readonly forget?: string;
      readonly job: ShardJob;
    }
  | { readonly kind: 'fit'; readonly job: FitJob };

/** What a thread answers. */
export type ThreadAnswer =
  | { readonly kind: 'opened'; readonly device: RunnerDevice }
  | { readonly kind: 'simulated'; readonly partial: PartialHistogram }
  | { readonly kind: 'fitted'; readonly id: string; readonly band: LimitBand }
  | { readonly kind: 'failed'; readonly message: string };
