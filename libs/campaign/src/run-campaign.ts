import { availableParallelism } from 'node:os';
import type { DevicePreference } from '@darkreach/kernels';
import type { LimitBand } from '@darkreach/statistics';
import type { CampaignResult } from './campaign-result.js';
import { CampaignInterruptedError } from './errors.js';
import type { CampaignPlan, ShardJob } from './plan/campaign-plan.js';
import { planCampaign, planShards, streamKey } from './plan/plan-campaign.js';
import { openTemplateBook, type TemplateBook } from './plan/template-book.js';
import { workDigest } from './plan/work-digest.js';
import type { Progress } from './progress.js';
import type { FitJob, GivenUp, Runner, RunnerDevice } from './runner/runner.js';
import { ThreadRunner } from './runner/thread-runner.js';
import { folderStore, noStore, type ShardStore } from './shard-store.js';
import { campaignDigest } from './spec/campaign-digest.js';
import type { ResolvedCampaign, ResolvedLuminosity } from './spec/resolved-campaign.js';
import { buildCurve, type PointLimit } from './stages/build-curve.js';
import { curveModels } from './stages/curve-models.js';
import { describeResult } from './stages/describe-result.js';
import { buildModel } from './stages/fit.js';
import { missingLimit } from './stages/missing-limit.js';
import { ProgressMeter } from './stages/progress-meter.js';
import { searchTemplates, type SearchPoint, type SearchTemplates } from './stages/search-templates.js';
import type { PartialHistogram } from './stages/simulate.js';
import { TemplateCollector } from './stages/template-collector.js';

export interface RunCampaignOptions {
  readonly workers?: number;
  readonly device?: DevicePreference;
  /** Folder for finished shards, so that a run that was stopped goes on; none keeps nothing. */
  readonly storeFolder?: string;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Where the work is done; one thread per core unless given. */
  readonly runner?: Runner;
}

/**
 * Answers a campaign: plan -> simulate -> merge -> fit -> curve. The result depends on the resolved campaign and on the
 * class of device, not on workers, order or interruptions.
 * @throws CampaignInterruptedError when `signal` is aborted; finished shards are in the store
 */
export async function runCampaign(
  campaign: ResolvedCampaign,
  options: RunCampaignOptions = {},
): Promise<CampaignResult> {
  const { device: preference = 'auto', workers = availableParallelism() } = options;
  const runner = options.runner ?? new ThreadRunner({ campaign, device: preference, workers });
  try {
    const device = await runner.open();
    return await new CampaignRun(campaign, options, runner, device).run();
  } finally {
    await runner.close();
  }
}

/** One run: the stages in their order, with what they share. */
class CampaignRun {
  private readonly book: TemplateBook;
  private readonly plan: CampaignPlan;
  private readonly store: ShardStore;
  private readonly signal: AbortSignal;
  private readonly report: (progress: Progress) => void;
  /** Why a shard or a limit was given up, by its id. */
  private readonly givenUp = new Map<string, string>();

  constructor(
    private readonly campaign: ResolvedCampaign,
    options: RunCampaignOptions,
    private readonly runner: Runner,
    private readonly device: RunnerDevice,
  ) {
    this.book = openTemplateBook(campaign);
    this.plan = planCampaign(campaign, runner.workers);
    this.store = options.storeFolder === undefined ? noStore : folderStore(options.storeFolder, this.identity());
    this.signal = options.signal ?? new AbortController().signal;
    this.report = options.onProgress ?? (() => undefined);
  }

  async run(): Promise<CampaignResult> {
    const { collector, seconds: simulateSeconds } = await this.simulate();
    const { templates, counts } = collector;
    const searches = searchTemplates(this.book, templates);
    const { bands, seconds: fitSeconds } = await this.fit(searches);
    const curves = this.eachLuminosity(searches, (own, luminosity) =>
      buildCurve(
        own,
        luminosity,
        own.points.map((point) => this.limitAt(point, own, luminosity, bands)),
      ),
    );
    const models = this.eachLuminosity(searches, curveModels);
    this.store.clear();
    const { book, campaign, device, runner } = this;
    const { workers } = runner;
    return describeResult({
      campaign,
      book,
      templates,
      curves,
      models,
      counts,
      device,
      workers,
      simulateSeconds,
      fitSeconds,
    });
  }

  private async simulate(): Promise<{ collector: TemplateCollector; seconds: number }> {
    const { plan, store } = this;
    const meter = new ProgressMeter({ stage: 'simulate', unit: 'events', total: plan.events }, this.report);
    const collector = new TemplateCollector(this.book, plan.simulated);
    const finished = new Set<string>();
    const take = (part: PartialHistogram, fresh: boolean): void => {
      collector.add(part);
      meter.add(part.events, fresh);
    };
    for (const { id } of planShards(this.campaign, this.book)) {
      const part = store.load(id);
      if (part === undefined) continue;
      finished.add(id);
      take(part, false);
    }
    const keep = (part: PartialHistogram): void => {
      store.save(part);
      take(part, true);
    };
    await this.untilInterrupted(
      () => this.runner.simulate(this.openShards(finished), keep, this.signal),
      () => [collector.counts.shards, plan.shards],
    );
    return { collector, seconds: meter.seconds() };
  }

  private *openShards(finished: ReadonlySet<string>): Generator<ShardJob> {
    for (const shard of planShards(this.campaign, this.book)) if (!finished.has(shard.id)) yield shard;
  }

  private async fit(
    searches: readonly SearchTemplates[],
  ): Promise<{ bands: ReadonlyMap<string, LimitBand>; seconds: number }> {
    const meter = new ProgressMeter({ stage: 'fit', unit: 'limits', total: this.plan.points }, this.report);
    const bands = new Map<string, LimitBand>();
    const keep = (id: string, band: LimitBand): void => {
      bands.set(id, band);
      meter.add(1);
    };
    const { shards } = this.plan;
    await this.untilInterrupted(
      () => this.runner.fit(this.fitJobs(searches), keep, this.signal),
      () => [shards, shards],
    );
    return { bands, seconds: meter.seconds() };
  }

  private *fitJobs(searches: readonly SearchTemplates[]): Generator<FitJob> {
    const { seed, statistics } = this.campaign;
    for (const own of searches) {
      for (const { label, inverseFemtobarn: luminosity } of own.search.search.luminosities) {
        for (const { signal, templateId, lacks } of own.points) {
          if (signal === undefined || lacks !== undefined) continue;
          const model = buildModel({ search: own.search, signal, backgrounds: own.backgrounds, luminosity });
          const key = streamKey(seed, `toys|${templateId}|${luminosity}`);
          yield { kind: 'fit-job', id: fitId(own, templateId, label), model, options: { ...statistics, key } };
        }
      }
    }
  }

  /** The limit at a point, or what stands for one that is missing. */
  private limitAt(
    { mass, signal, lacks, templateId }: SearchPoint,
    own: SearchTemplates,
    { label }: ResolvedLuminosity,
    bands: ReadonlyMap<string, LimitBand>,
  ): PointLimit {
    const id = fitId(own, templateId, label);
    const band = bands.get(id) ?? missingLimit(this.campaign, this.whyMissing(lacks, id));
    return { mass, signal, band };
  }

  private whyMissing(template: string | undefined, fit: string): string {
    if (template === undefined) return this.givenUp.get(fit) ?? 'it was given up';
    const [shard, reason] = [...this.givenUp].find(([id]) => id.startsWith(`${template}/`)) ?? [template, 'given up'];
    return `shard ${shard} is missing: ${reason}`;
  }

  private eachLuminosity<T>(
    searches: readonly SearchTemplates[],
    make: (own: SearchTemplates, luminosity: ResolvedLuminosity) => T,
  ): readonly T[] {
    return searches.flatMap((own) => own.search.search.luminosities.map((luminosity) => make(own, luminosity)));
  }

  /** What decides the content of a shard: campaign, formulas and class of device. */
  private identity(): string {
    const { backend, digest } = this.device;
    return [
      campaignDigest(this.campaign),
      workDigest(this.book, planShards(this.campaign, this.book)),
      backend,
      digest,
    ].join('|');
  }

  /** Remembers what is given up, and turns an abort into a report of what is kept. */
  private async untilInterrupted(
    work: () => Promise<readonly GivenUp[]>,
    counts: () => [number, number],
  ): Promise<void> {
    try {
      for (const { id, reason } of await work()) this.givenUp.set(id, reason);
    } catch (cause) {
      if (!this.signal.aborted) throw cause;
      throw new CampaignInterruptedError(...counts(), { cause });
    }
  }
}

/** What tells a limit of a campaign from the others. */
function fitId({ index }: SearchTemplates, templateId: string, luminosity: string): string {
  return `${index}|${templateId}|${luminosity}`;
}
