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

/** What computes shards and fits on one device. */
export interface ShardComputer {
  readonly identity: RunnerDevice;
  /** Makes a campaign known under its digest. */
  remember(digest: string, campaign: ResolvedCampaign): void;
  forget(digest: string): void;
  /** @param digest of a campaign that is known */
  simulate(digest: string, job: ShardJob): Promise<PartialHistogram>;
  fit(job: FitJob): Promise<LimitBand>;
}

/** One core's worth of a runner: a device, the templates of the campaigns that it knows, and an engine for toys. */
export class ShardWorker implements ShardComputer {
  private readonly campaigns = new Map<string, ResolvedCampaign>();
  private readonly books = new Map<string, TemplateBook>();

  private constructor(
    private readonly device: Device,
    private readonly toys: ToyEngine,
  ) {}

  static async open(preference: DevicePreference): Promise<ShardWorker> {
    const device = await openDevice(preference);
    return new ShardWorker(device, kernelToyEngine(device));
  }

  get identity(): RunnerDevice {
    const { backend, adapter, digest, rejected } = this.device;
    return { backend, adapter, digest, rejected };
  }

  remember(digest: string, campaign: ResolvedCampaign): void {
    this.campaigns.set(digest, campaign);
  }

  forget(digest: string): void {
    this.campaigns.delete(digest);
    this.books.delete(digest);
  }

  async simulate(digest: string, job: ShardJob): Promise<PartialHistogram> {
    const entry = this.book(digest).byId.get(job.templateId);
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

  private book(digest: string): TemplateBook {
    const known = this.books.get(digest);
    if (known) return known;
    const campaign = this.campaigns.get(digest);
    if (!campaign) throw new CampaignPlanError(`campaign ${digest} is not known here; remember it first`);
    const book = openTemplateBook(campaign);
    this.books.set(digest, book);
    return book;
  }
}
