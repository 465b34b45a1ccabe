import { campaignId, campaignName } from '../../cluster/campaign-name.js';
import { standText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';

/** Ends a campaign for good; what is merged serves later campaigns. */
export function cancel(campaign: string, options: ServerOption, context: CommandContext): Promise<ExitCode> {
  return withConnection(options, context, async ({ campaigns }) => {
    const found = await campaigns.cancelCampaign({ name: campaignName(campaign) });
    context.terminal.out.write(`${campaignId(found.name)}: ${standText(found)}\n`);
    return EXIT.ok;
  });
}
