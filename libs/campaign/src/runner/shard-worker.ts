import { openDevice, type Device, type DevicePreference } from '@darkreach/kernels';
import {
  buildModel,
  kernelToyEngine,
  templateWorkspace,
  upperLimit,
  type LimitBand,
  type ToyEngine,
} from '@darkreach/statistics';
import { CampaignPlanError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import { openTemplateBook, type TemplateBook } from '../plan/template-book.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import { simulateShard, type PartialHistogram } from '../stages/simulate.js';
import type { FitJob, RunnerDevice } from './runner.js';

/** One core's worth of a runner: a device, the templates of the campaign, and an engine for toys. */
export class ShardWorker {
  private constructor(
    private readonly device: Device,
    private readonly book: TemplateBook,
    private readonly toys: ToyEngine,
  ) {}

  static async open(campaign: ResolvedCampaign, preference: DevicePreference): Promise<ShardWorker> {
    const device = await openDevice(preference);
    return new ShardWorker(device, openTemplateBook(campaign), kernelToyEngine(device));
  }

  get identity(): RunnerDevice {
    const { backend, adapter, digest, rejected } = this.device;
    return { backend, adapter, digest, rejected };
  }

  async simulate(job: ShardJob): Promise<PartialHistogram> {
    const entry = this.book.byId.get(job.templateId);
    if (!entry) throw new CampaignPlanError(`shard ${job.id} is of no template of this campaign`);
    return simulateShard(this.device, entry.recipe, job);
  }

  async fit(job: FitJob): Promise<LimitBand> {
    const model = buildModel(templateWorkspace(job.model));
    return upperLimit(model, { ...job.options, expectedOnly: true }, this.toys);
  }

  async close(): Promise<void> {
    await this.device.close();
  }
}
