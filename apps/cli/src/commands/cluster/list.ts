import { campaignId } from '../../cluster/campaign-name.js';
import { standText, timeText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { everyPage } from '../../cluster/every-page.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { table } from '../../text/table.js';

const COLUMNS = [
  { title: 'campaign' },
  { title: 'name' },
  { title: 'state' },
  { title: 'limits', align: 'right' },
  { title: 'created' },
] as const;

/** Lists the campaigns that the caller may see, newest first. */
export function list(options: ServerOption, context: CommandContext): Promise<ExitCode> {
  const { out, colours } = context.terminal;
  return withConnection(options, context, async ({ campaigns }) => {
    const rows: string[][] = [];
    const pages = everyPage(async (pageToken) => {
      const { campaigns: entries, nextPageToken } = await campaigns.listCampaigns({ pageSize: 500, pageToken });
      return { entries, nextPageToken };
    });
    for await (const campaign of pages) {
      const { name, displayName, plan, createTime } = campaign;
      const limits = plan === undefined ? '-' : String(plan.limits);
      rows.push([campaignId(name), displayName, standText(campaign), limits, timeText(createTime)]);
    }
    out.write(rows.length === 0 ? 'no campaigns\n' : table(COLUMNS, rows, colours));
    return EXIT.ok;
  });
}
