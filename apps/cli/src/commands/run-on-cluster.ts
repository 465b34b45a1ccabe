import { CampaignState, type Campaign } from '@darkreach/cluster';
import { campaignId } from '../cluster/campaign-name.js';
import { reuseText } from '../cluster/campaign-text.js';
import { countReused } from '../cluster/count-reused.js';
import { createCampaign } from '../cluster/create-campaign.js';
import { fetchFiles } from '../cluster/fetch-files.js';
import { fetchedResult } from '../cluster/fetched-result.js';
import { followCampaign } from '../cluster/follow-campaign.js';
import { openCluster, type OpenedCluster } from '../cluster/open-cluster.js';
import type { CommandContext } from '../command-context.js';
import { CampaignFailedError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { LoadedCampaign } from '../load-campaign.js';
import { interruptible } from '../run/interruptible.js';
import { progressDisplay, type ProgressDisplay } from '../run/progress-display.js';
import { commandLine } from '../text/command-line.js';
import { duration } from '../text/quantities.js';
import { summary } from '../text/summary.js';
import { endCode } from './cluster/watch.js';
import type { RunCommandOptions } from './run-options.js';

/** Milliseconds from Ctrl-C until the watching is left as it is. */
const GRACE = 1000;
/** Seconds for a last word to a cluster that is about to end. */
const PAUSE_TIMEOUT = 2;

/** Computes a campaign on the cluster that is meant, or on one that lives as long as this. */
export async function runOnCluster(
  loaded: LoadedCampaign,
  folder: string,
  options: RunCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, now, onInterrupt } = context;
  const display = progressDisplay(terminal.err, now, options.quiet === true);
  const run = new ClusterRun(loaded, options, context, display);
  const started = now();
  try {
    const ending = await interruptible((signal) => run.compute(signal), { onInterrupt, grace: GRACE }).finally(
      display.stop,
    );
    const seconds = (now() - started) / 1000;
    if (ending.kind === 'interrupted') return await run.leave(seconds);
    return await run.finish(ending.value, folder, seconds);
  } finally {
    await run.close();
  }
}

class ClusterRun {
  private opening: Promise<OpenedCluster> | undefined;
  private campaign: Campaign | undefined;

  constructor(
    private readonly loaded: LoadedCampaign,
    private readonly options: RunCommandOptions,
    private readonly context: CommandContext,
    private readonly display: ProgressDisplay,
  ) {}

  /** Opens the cluster, hands the campaign in and follows it to its end. */
  async compute(signal: AbortSignal): Promise<Campaign> {
    const { options, context, display } = this;
    this.opening = openCluster(options, context, display.note);
    const { connection } = await this.opening;
    signal.throwIfAborted();
    this.campaign = await createCampaign(connection, this.loaded, options);
    const { name, state, plan } = this.campaign;
    if (plan !== undefined && plan.reusedShards > 0) {
      display.note(reuseText({ reused: plan.reusedShards, shards: plan.shards }));
    }
    // Who runs a campaign wants it to go on, whoever had stopped it.
    if (state === CampaignState.PAUSED) await connection.campaigns.resumeCampaign({ name });
    this.campaign = await followCampaign(connection, { name, display, signal });
    return this.campaign;
  }

  /** Fetches the files of a campaign that has ended. */
  async finish(campaign: Campaign, folder: string, seconds: number): Promise<ExitCode> {
    const { terminal, invocation } = this.context;
    const { connection } = await this.opening!;
    const id = campaignId(campaign.name);
    if (campaign.state === CampaignState.FAILED)
      throw new CampaignFailedError(`campaign ${id} failed: ${campaign.message}`);
    if (campaign.state === CampaignState.CANCELLED) {
      terminal.err.write(`The campaign was cancelled. Begin it anew with: ${this.goOn(invocation)}\n`);
      return EXIT.incomplete;
    }
    const files = await fetchFiles(connection, campaign.name, folder);
    if (this.options.quiet === true) terminal.out.write(`${folder}\n`);
    else {
      const notes = [reuseText(await countReused(connection, campaign.name))];
      const outcome = { folder, files, seconds, notes };
      terminal.out.write(summary(await fetchedResult(folder), outcome, terminal.colours));
    }
    if (campaign.state === CampaignState.PARTIAL) {
      terminal.err.write(
        `The campaign is partial: ${campaign.message}. Try again what is missing with: ${this.goOn(invocation)}\n`,
      );
    }
    return endCode(campaign);
  }

  /** After Ctrl-C: a cluster of somebody else goes on without us; our own ends, and the ledger keeps what it has. */
  async leave(seconds: number): Promise<ExitCode> {
    const { terminal, invocation } = this.context;
    const cluster = await this.opening;
    const name = this.campaign?.name;
    const after = `\nInterrupted after ${duration(seconds)}`;
    if (cluster === undefined || name === undefined) terminal.err.write(`${after}; nothing has begun.\n`);
    else if (cluster.own) {
      const pausing = cluster.connection.campaigns.pauseCampaign({ name }, { timeout: PAUSE_TIMEOUT });
      await pausing.catch(() => undefined);
      terminal.err.write(`${after}; finished shards are kept in ${cluster.dataFolder}\n`);
    } else {
      const id = campaignId(name);
      terminal.err.write(`${after}; the campaign goes on at ${cluster.connection.server} as ${id}\n`);
      terminal.err.write(`Stop it with: darkreach cancel ${id}\n`);
    }
    terminal.err.write(`Go on with: ${this.goOn(invocation)}\n`);
    return EXIT.incomplete;
  }

  async close(): Promise<void> {
    const cluster = await this.opening?.catch(() => undefined);
    await cluster?.close();
  }

  private goOn(invocation: string): string {
    const { output, workers, device, quiet, server } = this.options;
    const words = ['run', this.loaded.file, '--output', output, '--device', device];
    if (workers !== undefined) words.push('--workers', String(workers));
    if (server !== undefined) words.push('--server', server);
    return commandLine(invocation, quiet === true ? [...words, '--quiet'] : words);
  }
}
