import { resultFolderName } from '@darkreach/report';
import { join, relative } from 'node:path';
import { campaignName } from '../../cluster/campaign-name.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { fetchFiles } from '../../cluster/fetch-files.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { prepareOutputFolder } from '../../output-folder.js';

export interface FetchOptions extends ServerOption {
  readonly output: string;
}

/** Downloads the results of a campaign that has ended. */
export function fetch(campaign: string, options: FetchOptions, context: CommandContext): Promise<ExitCode> {
  const name = campaignName(campaign);
  return withConnection(options, context, async (connection) => {
    const { displayName, digest } = await connection.campaigns.getCampaign({ name });
    const target = join(options.output, resultFolderName({ campaign: { name: displayName }, digest }));
    const folder = await prepareOutputFolder(target);
    try {
      const files = await fetchFiles(connection, name, folder.path);
      const names = files.map((file) => relative(folder.path, file)).join(' ');
      context.terminal.out.write(`${folder.path}\n  ${names}\n`);
      return EXIT.ok;
    } finally {
      await folder.discardIfEmpty();
    }
  });
}
