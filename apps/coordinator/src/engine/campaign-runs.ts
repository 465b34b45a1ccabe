import { runCampaign, type CampaignResult } from '@darkreach/campaign';
import {
  ClusterError,
  ENDED_STATUSES,
  type CampaignDocument,
  type CampaignRow,
  type CampaignStageName,
} from '@darkreach/cluster';
import { CampaignStoppedError } from './errors.js';
import { campaignOfText } from './campaign-of-text.js';
import type { CampaignSupport } from './campaign-support.js';
import { ClusterRunner } from './cluster-runner.js';
import type { Pool } from './fleet.js';
import { LiveCampaign } from './live-campaign.js';
import type { ReportWriter } from './report-writer.js';

interface Run {
  readonly live: LiveCampaign;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Milliseconds before a campaign is taken up again after the ledger was gone. */
const RETRY_AFTER = 1000;

export interface CampaignRunsOptions {
  readonly support: Omit<CampaignSupport, 'beginStage'>;
  readonly writeReport: ReportWriter;
  readonly onError: (error: unknown) => void;
}

/** The campaigns that are being computed: one call of `runCampaign` each, taken up again whenever it breaks off. */
export class CampaignRuns {
  private readonly runs = new Map<string, Run>();
  private readonly listeners = new Set<(row: CampaignRow) => void>();
  private readonly watchers = new Set<(id: string) => void>();
  private readonly support: CampaignSupport;
  private stopped = false;
  private taking: Promise<void> | undefined;
  private again: Promise<void> | undefined;

  constructor(private readonly options: CampaignRunsOptions) {
    this.support = { ...options.support, beginStage: (live, stage) => this.beginStage(live, stage) };
    options.support.fleet.onRegister(() => void this.takeUp());
  }

  /** Called whenever a campaign has changed. */
  onRow(listener: (row: CampaignRow) => void): void {
    this.listeners.add(listener);
  }

  /** Called, very often, whenever a shard of a campaign has moved. */
  onProgress(listener: (id: string) => void): void {
    this.watchers.add(listener);
  }

  live(id: string): LiveCampaign | undefined {
    return this.runs.get(id)?.live;
  }

  all(): readonly LiveCampaign[] {
    return [...this.runs.values()].map(({ live }) => live);
  }

  /**
   * Begins with every campaign that waits or runs in the ledger and for which there is a worker. However many ask for it at
   * the same time, the ledger is asked once, and once more for those who came meanwhile.
   */
  takeUp(): Promise<void> {
    if (this.taking) {
      this.again ??= this.taking.then(() => {
        this.again = undefined;
        return this.takeUp();
      });
      return this.again;
    }
    this.taking = this.takeUpOnce().finally(() => (this.taking = undefined));
    return this.taking;
  }

  /** Begins with a campaign, unless it is under way, paused, or there is no worker of its class yet. */
  async launch(row: CampaignRow): Promise<void> {
    if (this.stopped || this.runs.has(row.id) || (row.status !== 'waiting' && row.status !== 'running')) return;
    const pool = this.poolOf(row);
    if (!pool) return;
    const patch = { status: 'running', deviceClass: classOf(pool) } as const;
    const running = await this.support.ledger.campaigns.update(row.id, patch, ['waiting', 'running']);
    if (!running || this.runs.has(row.id)) return;
    const live = new LiveCampaign(running, pool);
    live.onChange(() => {
      this.support.dispatcher.wake(live);
      this.watchers.forEach((listener) => listener(live.id));
    });
    this.support.dispatcher.add(live);
    const controller = new AbortController();
    const done = this.compute(live, controller.signal);
    this.runs.set(row.id, { live, controller, done });
    this.publish(running);
  }

  /** A campaign has changed in the ledger by somebody's wish. */
  async follow(row: CampaignRow): Promise<void> {
    const run = this.runs.get(row.id);
    if (run) run.live.row = row;
    this.publish(row);
    if (ENDED_STATUSES.includes(row.status)) run?.controller.abort(new CampaignStoppedError(row.id));
    else if (row.status === 'running' && run) await this.support.dispatcher.refill(run.live, true);
    else await this.launch(row);
  }

  /** Begins a campaign anew: something that it was built on has turned out to be wrong. */
  async restart(id: string): Promise<void> {
    const run = this.runs.get(id);
    run?.controller.abort(new CampaignStoppedError(id));
    await run?.done;
    await this.support.ledger.shards.clear(id, 'fit');
    const row = await this.support.ledger.campaigns.get(id);
    if (row) await this.launch(row);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const runs = [...this.runs.values()];
    runs.forEach(({ live, controller }) => controller.abort(new CampaignStoppedError(live.id)));
    await Promise.all(runs.map(({ done }) => done));
  }

  private async takeUpOnce(): Promise<void> {
    try {
      for (const row of await this.support.ledger.campaigns.live()) await this.launch(row);
    } catch (error) {
      this.options.onError(error);
    }
  }

  private poolOf({ deviceClass, deviceRequest }: CampaignRow): Pool | undefined {
    const { fleet } = this.support;
    if (deviceClass === '') return fleet.poolFor(deviceRequest);
    const [backend, digest] = deviceClass.split('/') as [string, string];
    const adapter = fleet.active(backend)[0]?.adapter ?? '';
    return { backend, digest, adapter };
  }

  private async compute(live: LiveCampaign, signal: AbortSignal): Promise<void> {
    try {
      const document = await this.support.ledger.campaigns.document(live.id);
      if (!document) return;
      const campaign = campaignOfText(document.resolved);
      const runner = new ClusterRunner(campaign, live, this.support);
      const result = await runCampaign(campaign, { runner, signal });
      await this.report(live, document, result);
    } catch (error) {
      if (signal.aborted || error instanceof CampaignStoppedError) return;
      if (error instanceof ClusterError && error.retryable) {
        this.options.onError(error);
        setTimeout(() => void this.takeUp(), RETRY_AFTER).unref();
      } else await this.fail(live, error);
    } finally {
      live.stage = undefined;
      this.support.dispatcher.remove(live);
      this.runs.delete(live.id);
    }
  }

  private async report(
    live: LiveCampaign,
    { fileName, yaml }: CampaignDocument,
    result: CampaignResult,
  ): Promise<void> {
    live.stage = undefined;
    await this.beginStage(live, 'report');
    const files = await this.options.writeReport({ result, campaignText: yaml, campaignFile: fileName });
    await this.support.ledger.artifacts.put(live.id, files);
    const missing = result.curves.flatMap(({ points }) => points.filter(({ band }) => band.status === 'not-computed'));
    const failed = result.curves.flatMap(({ points }) => points.filter(({ band }) => band.status === 'fit-failed'));
    const partial = missing.length + failed.length > 0;
    const message = partial
      ? `${missing.length} limits were not computed, ${failed.length} fits failed; the first: ${missing[0]?.note ?? 'a fit did not converge'}`
      : '';
    await this.support.log.add(live.id, {
      level: partial ? 'warning' : 'info',
      message: partial ? `ended as partial: ${message}` : `succeeded: ${files.length} files`,
    });
    await this.end(live, partial ? 'partial' : 'succeeded', message);
  }

  private async fail(live: LiveCampaign, error: unknown): Promise<void> {
    this.options.onError(error);
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    await this.support.log.add(live.id, { level: 'error', message: `failed: ${message}` });
    await this.end(live, 'failed', message).catch(this.options.onError);
  }

  private async end(live: LiveCampaign, status: 'succeeded' | 'partial' | 'failed', message: string): Promise<void> {
    const row = await this.support.ledger.campaigns.update(live.id, { status, message }, ['running', 'paused']);
    if (row) this.publish((live.row = row));
  }

  private async beginStage(live: LiveCampaign, stage: Exclude<CampaignStageName, '' | 'plan'>): Promise<void> {
    const row = await this.support.ledger.campaigns.update(live.id, { stage }, ['running', 'paused']);
    if (!row) throw new CampaignStoppedError(live.id);
    live.row = row;
    if (stage !== 'report') live.begin(stage);
    this.publish(row);
  }

  private publish(row: CampaignRow): void {
    this.listeners.forEach((listener) => listener(row));
  }
}

/** How a class of device is written in the ledger: `webasm/<digest of its known answers>`. */
function classOf({ backend, digest }: Pool): string {
  return `${backend}/${digest}`;
}
