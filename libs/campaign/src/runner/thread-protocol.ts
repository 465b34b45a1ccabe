import type { LimitBand } from '@darkreach/statistics';
import type { ShardJob } from '../plan/campaign-plan.js';
import type { PartialHistogram } from '../stages/simulate.js';
import type { FitJob, RunnerDevice } from './runner.js';

/** What the runner asks a thread. */
export type ThreadTask =
  | { readonly kind: 'open' }
  | { readonly kind: 'simulate'; readonly job: ShardJob }
  | { readonly kind: 'fit'; readonly job: FitJob };

/** What a thread answers. */
export type ThreadAnswer =
  | { readonly kind: 'opened'; readonly device: RunnerDevice }
  | { readonly kind: 'simulated'; readonly partial: PartialHistogram }
  | { readonly kind: 'fitted'; readonly id: string; readonly band: LimitBand }
  | { readonly kind: 'failed'; readonly message: string };
