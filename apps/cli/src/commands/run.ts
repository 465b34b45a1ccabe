import { campaignDigest } from '@darkreach/campaign';
import { resultFolderName } from '@darkreach/report';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { CommandContext } from '../command-context.js';
import { InvalidInputError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { loadCampaign } from '../load-campaign.js';
import { prepareOutputFolder } from '../output-folder.js';
import { runInProcess } from './run-in-process.js';
import { runOnCluster } from './run-on-cluster.js';
import type { RunCommandOptions } from './run-options.js';

/** Computes a campaign and writes its results folder: on a cluster, or in this process. */
export async function run(file: string, options: RunCommandOptions, context: CommandContext): Promise<ExitCode> {
  if (options.inProcess === true && options.server !== undefined) {
    throw new InvalidInputError('--in-process computes here, --server somewhere else; say one of them');
  }
  const loaded = await loadCampaign(file, context.services.catalogue());
  const digest = campaignDigest(loaded.campaign);
  const name = resultFolderName({ campaign: loaded.campaign, digest });
  const folder = await prepareOutputFolder(join(options.output, name));
  try {
    if (options.inProcess !== true) return await runOnCluster(loaded, folder.path, options, context);
    const { workers = availableParallelism() } = options;
    return await runInProcess(loaded, folder.path, { ...options, workers }, context);
  } finally {
    await folder.discardIfEmpty();
  }
}
