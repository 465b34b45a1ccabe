import { campaignDigest } from '@darkreach/campaign';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadCampaign } from '../load-campaign.js';
import { campaignTable } from '../text/campaign-table.js';

/** Says that a campaign file is allowed, and what it asks for. */
export async function validate(file: string, { services, terminal }: CommandContext): Promise<ExitCode> {
  const { campaign } = await loadCampaign(file, services.catalogue());
  const { out, colours } = terminal;
  out.write(
    `${colours.green('valid')}  ${file}: ${colours.bold(campaign.name)}, seed ${campaign.seed}, digest ${campaignDigest(campaign).slice(0, 12)}\n\n`,
  );
  out.write(campaignTable(campaign, colours));
  return EXIT.ok;
}
