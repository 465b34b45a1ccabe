import { campaignId, campaignName } from '../../cluster/campaign-name.js';
import { standText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { InvalidInputError } from '../../errors.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';

export interface RetryOptions extends ServerOption {
  readonly failed?: true;
}

/** Puts the shards that were given up back into the queue, and goes on with the campaign. */
export async function retry(campaign: string, options: RetryOptions, context: CommandContext): Promise<ExitCode> {
  if (options.failed !== true) {
    throw new InvalidInputError('say --failed: only shards that were given up are computed again');
  }
  return withConnection(options, context, async ({ campaigns }) => {
    const found = await campaigns.retryCampaign({ name: campaignName(campaign) });
    context.terminal.out.write(`${campaignId(found.name)}: ${standText(found)}\n`);
    return EXIT.ok;
  });
}
