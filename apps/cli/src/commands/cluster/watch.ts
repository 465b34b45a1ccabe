import { CampaignState, type Campaign, type ClusterConnection } from '@darkreach/cluster';
import { campaignId, campaignName } from '../../cluster/campaign-name.js';
import { stateText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { followCampaign } from '../../cluster/follow-campaign.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { interruptible } from '../../run/interruptible.js';
import { progressDisplay } from '../../run/progress-display.js';

/** Milliseconds from Ctrl-C until the connection is left as it is. */
const GRACE = 1000;

/** Shows how far a campaign is until it has ended. */
export function watch(campaign: string, options: ServerOption, context: CommandContext): Promise<ExitCode> {
  return withConnection(options, context, (connection) => watchOn(connection, campaignName(campaign), context));
}

/** The same on a connection. Ctrl-C ends the watching, not the campaign. */
export async function watchOn(
  connection: ClusterConnection,
  name: string,
  { terminal, now, onInterrupt }: CommandContext,
): Promise<ExitCode> {
  const display = progressDisplay(terminal.err, now, false);
  const work = (signal: AbortSignal) => followCampaign(connection, { name, display, signal });
  const ending = await interruptible(work, { onInterrupt, grace: GRACE }).finally(display.stop);
  if (ending.kind === 'interrupted') {
    terminal.err.write(`\nThe campaign goes on. Watch it again with: darkreach watch ${campaignId(name)}\n`);
    return EXIT.incomplete;
  }
  terminal.out.write(endText(ending.value));
  return endCode(ending.value);
}

/** How a campaign has ended, and what to do about it. */
export function endText({ name, state, message }: Campaign): string {
  const id = campaignId(name);
  const why = message === '' ? '' : `: ${message}`;
  const steps: Partial<Record<CampaignState, string>> = {
    [CampaignState.SUCCEEDED]: `Fetch its files with: darkreach fetch ${id}\n`,
    [CampaignState.PARTIAL]: `Fetch its files with: darkreach fetch ${id}; try again what was given up with: darkreach retry ${id} --failed\n`,
    [CampaignState.FAILED]: `darkreach logs ${id} says more; try again with: darkreach retry ${id} --failed\n`,
  };
  return `${id} ${stateText(state)}${why}\n${steps[state] ?? ''}`;
}

/** What a campaign's end is to a script. */
export function endCode({ state }: Pick<Campaign, 'state'>): ExitCode {
  if (state === CampaignState.SUCCEEDED) return EXIT.ok;
  return state === CampaignState.FAILED ? EXIT.unexpected : EXIT.incomplete;
}
