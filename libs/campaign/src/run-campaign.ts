import { availableParallelism } from 'node:os';
import type { DevicePreference } from '@darkreach/kernels';
import type { LimitBand } from '@darkreach/statistics';
import type { CampaignResult, CurveModels, LimitCurve } from './campaign-result.js';
import { CampaignInterruptedError } from './errors.js';
import type { ShardJob } from './plan/campaign-plan.js';
import { planShards, streamKey } from './plan/plan-campaign.js';
import { openTemplateBook, type TemplateBook } from './plan/template-book.js';
import { workDigest } from './plan/work-digest.js';
import type { Progress } from './progress.js';
import type { FitJob, Runner, RunnerDevice } from './runner/runner.js';
import { ThreadRunner } from './runner/thread-runner.js';
import { folderStore, noStore, type ShardStore } from './shard-store.js';
import { campaignDigest } from './spec/campaign-digest.js';
import type { ResolvedCampaign } from './spec/resolved-campaign.js';
import { buildCurve } from './stages/build-curve.js';
import { curveModels } from './stages/curve-models.js';
import { describeResult } from './stages/describe-result.js';
import { buildModel } from './stages/fit.js';
import { mergeShards, type Template } from './stages/merge.js';
import { ProgressMeter } from './stages/progress-meter.js';
import type { PartialHistogram } from './stages/simulate.js';

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
  private readonly shards: readonly ShardJob[];
  private readonly store: ShardStore;
  private readonly signal: AbortSignal;
  private readonly report: (progress: Progress) => void;

  constructor(
    private readonly campaign: ResolvedCampaign,
    options: RunCampaignOptions,
    private readonly runner: Runner,
    private readonly device: RunnerDevice,
  ) {
    this.book = openTemplateBook(campaign);
    this.shards = planShards(campaign, this.book);
    this.store = options.storeFolder === undefined ? noStore : folderStore(options.storeFolder, this.identity());
    this.signal = options.signal ?? new AbortController().signal;
    this.report = options.onProgress ?? (() => undefined);
  }

  async run(): Promise<CampaignResult> {
    const { parts, seconds: simulateSeconds } = await this.simulate();
    const templates = this.merge(parts);
    const { bands, seconds: fitSeconds } = await this.fit(templates);
    const curves = this.curves(templates, bands);
    const models = this.models(templates);
    this.store.clear();
    const { book, campaign, device, runner } = this;
    return describeResult({
      campaign,
      book,
      templates,
      curves,
      models,
      parts,
      device,
      workers: runner.workers,
      simulateSeconds,
      fitSeconds,
    });
  }

  private async simulate(): Promise<{ parts: readonly PartialHistogram[]; seconds: number }> {
    const { shards } = this;
    const total = shards.reduce((sum, shard) => sum + shard.events, 0);
    const meter = new ProgressMeter({ stage: 'simulate', unit: 'events', total }, this.report);
    const parts = shards.flatMap((shard) => this.store.load(shard.id) ?? []);
    parts.forEach((part) => meter.add(part.events, false));
    const finished = new Set(parts.map((part) => part.shardId));
    const open = shards.filter((shard) => !finished.has(shard.id));
    // Long shards first: the last ones to finish are then short.
    open.sort((a, b) => b.events - a.events);
    const keep = (part: PartialHistogram): void => {
      parts.push(part);
      this.store.save(part);
      meter.add(part.events);
    };
    await this.untilInterrupted(this.runner.simulate(open, keep, this.signal), () => [parts.length, shards.length]);
    return { parts, seconds: meter.seconds() };
  }

  private merge(parts: readonly PartialHistogram[]): ReadonlyMap<string, Template> {
    const shardsOf = new Map<string, PartialHistogram[]>();
    for (const part of parts) shardsOf.set(part.templateId, [...(shardsOf.get(part.templateId) ?? []), part]);
    return new Map(
      [...this.book.byId.values()].map((entry) => [entry.id, mergeShards(entry, shardsOf.get(entry.id) ?? [])]),
    );
  }

  private async fit(
    templates: ReadonlyMap<string, Template>,
  ): Promise<{ bands: ReadonlyMap<string, LimitBand>; seconds: number }> {
    const jobs = this.fitJobs(templates);
    const meter = new ProgressMeter({ stage: 'fit', unit: 'limits', total: jobs.length }, this.report);
    const bands = new Map<string, LimitBand>();
    const keep = (id: string, band: LimitBand): void => {
      bands.set(id, band);
      meter.add(1);
    };
    const shards = this.shards.length;
    await this.untilInterrupted(this.runner.fit(jobs, keep, this.signal), () => [shards, shards]);
    return { bands, seconds: meter.seconds() };
  }

  private fitJobs(templates: ReadonlyMap<string, Template>): FitJob[] {
    const { seed, statistics } = this.campaign;
    return this.book.searches.flatMap((search, index) => {
      const [backgrounds, signals] = templatesOf(this.book, index, templates);
      return search.search.luminosities.flatMap(({ label, inverseFemtobarn: luminosity }) =>
        signals.map((signal): FitJob => {
          const id = fitId(index, signal, label);
          const model = buildModel({ search, signal, backgrounds, luminosity });
          const key = streamKey(seed, `toys|${signal.id}|${luminosity}`);
          return { kind: 'fit-job', id, model, options: { ...statistics, key } };
        }),
      );
    });
  }

  private curves(
    templates: ReadonlyMap<string, Template>,
    bands: ReadonlyMap<string, LimitBand>,
  ): readonly LimitCurve[] {
    return this.book.searches.flatMap((search, index) => {
      const [backgrounds, signals] = templatesOf(this.book, index, templates);
      return search.search.luminosities.map((luminosity) => {
        const points = signals.map((signal) => ({
          signal,
          band: bands.get(fitId(index, signal, luminosity.label))!,
        }));
        return buildCurve(search, luminosity, points, backgrounds);
      });
    });
  }

  private models(templates: ReadonlyMap<string, Template>): readonly CurveModels[] {
    return this.book.searches.flatMap((search, index) => {
      const [backgrounds, signals] = templatesOf(this.book, index, templates);
      return search.search.luminosities.map((luminosity) => curveModels(search, luminosity, signals, backgrounds));
    });
  }

  /** What decides the content of a shard: campaign, formulas and class of device. */
  private identity(): string {
    const { backend, digest } = this.device;
    return [campaignDigest(this.campaign), workDigest(this.book, this.shards), backend, digest].join('|');
  }

  /** Turns an abort into a report of what is kept. */
  private async untilInterrupted(work: Promise<void>, counts: () => [number, number]): Promise<void> {
    try {
      await work;
    } catch (cause) {
      if (!this.signal.aborted) throw cause;
      throw new CampaignInterruptedError(...counts(), { cause });
    }
  }
}

/** What tells a limit of a campaign from the others. */
function fitId(search: number, signal: Template, luminosity: string): string {
  return `${search}|${signal.id}|${luminosity}`;
}

/** Backgrounds and signals of one search. */
function templatesOf(
  book: TemplateBook,
  search: number,
  templates: ReadonlyMap<string, Template>,
): [Template[], Template[]] {
  const own = book.entries.filter((entry) => entry.search === search).map((entry) => templates.get(entry.id)!);
  return [own.filter((template) => template.mass === undefined), own.filter((template) => template.mass !== undefined)];
}
