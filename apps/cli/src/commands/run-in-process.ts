import { CampaignInterruptedError, type CampaignResult, type Progress } from '@darkreach/campaign';
import type { DevicePreference } from '@darkreach/kernels';
import { join } from 'node:path';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { LoadedCampaign } from '../load-campaign.js';
import { interruptible } from '../run/interruptible.js';
import { progressDisplay } from '../run/progress-display.js';
import { commandLine } from '../text/command-line.js';
import { count, duration } from '../text/quantities.js';
import { summary } from '../text/summary.js';

export interface RunInProcessOptions {
  readonly output: string;
  readonly workers: number;
  readonly device: DevicePreference;
  readonly quiet?: true;
}

/** Milliseconds from Ctrl-C until the work is left as it is; with what is printed after it below two seconds. */
const GRACE = 1200;

/** Computes a campaign in this process and its threads, and writes its results into a folder. */
export async function runInProcess(
  loaded: LoadedCampaign,
  folder: string,
  options: RunInProcessOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { services, terminal, now, onInterrupt } = context;
  const started = now();
  const display = progressDisplay(terminal.err, now, options.quiet === true);
  const latest = new Map<Progress['stage'], Progress>();
  const onProgress = (progress: Progress) => {
    latest.set(progress.stage, progress);
    display.show(progress);
  };
  const work = (signal: AbortSignal) =>
    services.run(loaded.campaign, {
      workers: options.workers,
      device: options.device,
      storeFolder: join(folder, 'shards'),
      onProgress,
      signal,
    });
  const ending = await interruptible(work, { onInterrupt, grace: GRACE }).finally(display.stop);
  const seconds = (now() - started) / 1000;
  if (ending.kind === 'finished') return finish(ending.value, { loaded, folder, seconds, options }, context);
  const kept = keptAmounts(ending.error, latest.get('simulate'));
  const fitted = latest.get('fit');
  const lost = fitted === undefined ? '' : `; ${amount(fitted)} will be computed again`;
  terminal.err.write(`\nInterrupted after ${duration(seconds)}; kept in ${folder}: ${kept}${lost}\n`);
  terminal.err.write(`Go on with: ${goOn(loaded.file, options, context.invocation)}\n`);
  return EXIT.incomplete;
}

interface Finished {
  readonly loaded: LoadedCampaign;
  readonly folder: string;
  readonly seconds: number;
  readonly options: RunInProcessOptions;
}

async function finish(
  result: CampaignResult,
  finished: Finished,
  { services, terminal, invocation }: CommandContext,
): Promise<ExitCode> {
  const { loaded, folder, seconds, options } = finished;
  const files = await services.writeReport({ result, campaignText: loaded.text, campaignFile: loaded.file }, folder);
  if (options.quiet === true) terminal.out.write(`${folder}\n`);
  else terminal.out.write(summary(result, { folder, files, seconds }, terminal.colours));
  if (result.status === 'complete') return EXIT.ok;
  terminal.err.write(`The campaign is incomplete. Go on with: ${goOn(loaded.file, options, invocation)}\n`);
  return EXIT.incomplete;
}

/** Shards that are finished, as the runner says if it could, and the events in them. */
function keptAmounts(error: unknown, simulated: Progress | undefined): string {
  const shards =
    error instanceof CampaignInterruptedError ? [`${error.finishedShards} of ${error.totalShards} shards`] : [];
  const events = simulated === undefined ? [] : [amount(simulated)];
  return [...shards, ...events].join(', ') || 'nothing yet';
}

function amount({ done, total, unit }: Progress): string {
  return `${count(done)} of ${count(total)} ${unit}`;
}

function goOn(file: string, { output, workers, device, quiet }: RunInProcessOptions, invocation: string): string {
  const words = ['run', file, '--in-process', '--output', output, '--workers', String(workers), '--device', device];
  return commandLine(invocation, quiet === true ? [...words, '--quiet'] : words);
}
