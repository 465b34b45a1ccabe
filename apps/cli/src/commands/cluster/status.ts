import type { Campaign } from '@darkreach/cluster';
import { campaignId, campaignName } from '../../cluster/campaign-name.js';
import { planText, reuseText, standText, timeText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { stageProgress } from '../../cluster/follow-campaign.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { progressLine } from '../../run/progress-display.js';

/** Says where a campaign stands. */
export function status(campaign: string, options: ServerOption, context: CommandContext): Promise<ExitCode> {
  const { out, colours } = context.terminal;
  return withConnection(options, context, async ({ campaigns }) => {
    const found = await campaigns.getCampaign({ name: campaignName(campaign) });
    out.write(`${colours.bold(campaignId(found.name))}: ${standText(found)}\n`);
    if (found.message !== '') out.write(`  ${found.message}\n`);
    details(found).forEach((line) => out.write(`  ${line}\n`));
    return EXIT.ok;
  });
}

function details(campaign: Campaign): readonly string[] {
  const { plan, progress, deviceClass, digest, createTime, endTime } = campaign;
  const present = stageProgress(campaign);
  const shards = progress?.shards;
  return [
    ...(plan === undefined ? [] : planText(plan).trimEnd().split('\n')),
    ...(present === undefined ? [] : [progressLine(present)]),
    ...(shards === undefined
      ? []
      : [
          `shards of this stage: ${shards.pending} waiting, ${shards.leased} with workers, ${shards.merged} merged, ${shards.quarantined} given up`,
        ]),
    ...(progress === undefined || progress.reusedShards === 0 || plan === undefined
      ? []
      : [`so far ${reuseText({ reused: progress.reusedShards, shards: plan.shards + plan.limits })}`]),
    `device ${deviceClass === '' ? 'not chosen yet' : deviceClass}, digest ${digest.slice(0, 12)}`,
    `created ${timeText(createTime)}${endTime === undefined ? '' : `, ended ${timeText(endTime)}`}`,
  ];
}
