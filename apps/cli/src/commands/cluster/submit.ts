import { campaignId } from '../../cluster/campaign-name.js';
import { planText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { createCampaign } from '../../cluster/create-campaign.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { loadCampaign } from '../../load-campaign.js';
import type { DevicePreference } from '@darkreach/kernels';
import { watchOn } from './watch.js';

export interface SubmitOptions extends ServerOption {
  readonly device: DevicePreference;
  readonly validateOnly?: true;
  readonly watch?: true;
}

/** Hands a campaign file to a cluster; with `validateOnly` says only what it would take. */
export async function submit(file: string, options: SubmitOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, services } = context;
  const loaded = await loadCampaign(file, services.catalogue());
  return withConnection(options, context, async (connection) => {
    const campaign = await createCampaign(connection, loaded, options);
    const name = campaign.name === '' ? `${campaign.displayName} is valid` : campaignId(campaign.name);
    terminal.out.write(`${terminal.colours.bold(name)}\n`);
    if (campaign.plan !== undefined) terminal.out.write(planText(campaign.plan));
    return options.watch === true && campaign.name !== '' ? watchOn(connection, campaign.name, context) : EXIT.ok;
  });
}
