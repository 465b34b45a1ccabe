import { LogSeverity } from '@darkreach/cluster';
import { campaignName } from '../../cluster/campaign-name.js';
import { nameOf, timeText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { everyPage } from '../../cluster/every-page.js';
import { entryText } from '../../cluster/follow-campaign.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';

/** Prints what has happened to a campaign, oldest first. */
export function logs(campaign: string, options: ServerOption, context: CommandContext): Promise<ExitCode> {
  const parent = campaignName(campaign);
  return withConnection(options, context, async ({ campaigns }) => {
    const pages = everyPage(async (pageToken) => {
      const { logEntries, nextPageToken } = await campaigns.listLogEntries({ parent, pageSize: 1000, pageToken });
      return { entries: logEntries, nextPageToken };
    });
    for await (const entry of pages) {
      const severity = nameOf(LogSeverity, entry.severity).padEnd(7);
      context.terminal.out.write(`${timeText(entry.time)}  ${severity}  ${entryText(entry)}\n`);
    }
    return EXIT.ok;
  });
}
