import { openTemplateBook, parseCampaign, planShards, resolveCampaign, type ShardJob } from '@darkreach/campaign';
import { encodeShardResult, readResultFile, ShardState, type ClusterConnection, type Shard } from '@darkreach/cluster';
import type { DevicePreference } from '@darkreach/kernels';
import { campaignId, campaignName } from '../../cluster/campaign-name.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { everyPage } from '../../cluster/every-page.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { InvalidInputError } from '../../errors.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { count } from '../../text/quantities.js';
import { table } from '../../text/table.js';

export interface VerifyOptions extends ServerOption {
  readonly samples: number;
}

const CAMPAIGN_FILE = 'campaign.yaml';
const PREFIX = 'simulate/';
const COLUMNS = [
  { title: 'shard' },
  { title: 'events', align: 'right' },
  { title: 'cluster' },
  { title: 'here' },
  { title: '' },
] as const;

/** Computes sample shards of a campaign again on this machine, and compares the digests of the results. */
export function verify(campaign: string, options: VerifyOptions, context: CommandContext): Promise<ExitCode> {
  const name = campaignName(campaign);
  return withConnection(options, context, async (connection) => {
    const { deviceClass } = await connection.campaigns.getCampaign({ name });
    const merged = await mergedShards(connection, name);
    const sample = spread(merged, options.samples, context.now());
    if (sample.length === 0) throw new InvalidInputError(`${campaignId(name)} has no merged shard of a simulation yet`);
    const found = await recomputed(connection, { name, sample, deviceClass }, context);
    return report(found, merged.length, context);
  });
}

interface Compared {
  readonly shard: Shard;
  readonly events: number;
  readonly digest: string;
}

interface Sample {
  readonly name: string;
  readonly sample: readonly Shard[];
  readonly deviceClass: string;
}

async function recomputed(
  connection: ClusterConnection,
  { name, sample, deviceClass }: Sample,
  { services, terminal }: CommandContext,
): Promise<readonly Compared[]> {
  const text = await campaignText(connection, name);
  const resolved = resolveCampaign(parseCampaign(text, CAMPAIGN_FILE), services.catalogue());
  const shards = new Map(sample.map((shard) => [shard.id.slice(PREFIX.length), shard]));
  const jobs = [...planShards(resolved, openTemplateBook(resolved))].filter(({ id }) => shards.has(id));
  if (jobs.length < shards.size) {
    throw new InvalidInputError(
      'this version of darkreach cuts the campaign into other shards; use that of the cluster',
    );
  }
  terminal.err.write(`Computing ${jobs.length} shards again on ${deviceClass} ...\n`);
  const compared: Compared[] = [];
  await services.cluster.recompute({
    campaign: resolved,
    jobs,
    device: deviceClass as DevicePreference,
    onResult: (job: ShardJob, partial) =>
      void compared.push({ shard: shards.get(job.id)!, events: job.events, digest: encodeShardResult(partial).digest }),
  });
  return compared;
}

async function campaignText(connection: ClusterConnection, name: string): Promise<string> {
  const { files } = await connection.results.listResultFiles({ parent: name });
  const file = files.find(({ path }) => path === CAMPAIGN_FILE);
  if (file === undefined) {
    throw new InvalidInputError(
      `${campaignId(name)} has no ${CAMPAIGN_FILE} among its files yet; verify it when it has ended`,
    );
  }
  return new TextDecoder().decode(await readResultFile(connection, name, file));
}

async function mergedShards({ campaigns }: ClusterConnection, parent: string): Promise<readonly Shard[]> {
  const merged: Shard[] = [];
  const pages = everyPage(async (pageToken) => {
    const request = { parent, pageSize: 1000, pageToken, state: ShardState.MERGED };
    const { shards, nextPageToken } = await campaigns.listShards(request);
    return { entries: shards, nextPageToken };
  });
  for await (const shard of pages) if (shard.id.startsWith(PREFIX)) merged.push(shard);
  return merged;
}

/** So many, evenly spread; the first of them by the clock, so that another time other ones are taken. */
function spread(shards: readonly Shard[], samples: number, time: number): readonly Shard[] {
  if (shards.length <= samples) return shards;
  const step = shards.length / samples;
  const first = Math.floor(time) % Math.floor(step);
  return Array.from({ length: samples }, (_, i) => shards[first + Math.floor(i * step)]).filter(
    (shard) => shard !== undefined,
  );
}

function report(compared: readonly Compared[], merged: number, { terminal }: CommandContext): ExitCode {
  const { out, colours } = terminal;
  const differs = ({ shard, digest }: Compared) => shard.resultDigest !== digest;
  const rows = [...compared]
    .sort((a, b) => a.shard.id.localeCompare(b.shard.id))
    .map((one) => [
      one.shard.id,
      count(one.events),
      one.shard.resultDigest.slice(0, 12),
      one.digest.slice(0, 12),
      differs(one) ? colours.red('differs') : 'equal',
    ]);
  const wrong = compared.filter(differs).length;
  out.write(table(COLUMNS, rows, colours));
  out.write(`${compared.length - wrong} of ${compared.length} shards equal, of ${merged} that are merged\n`);
  return wrong === 0 ? EXIT.ok : EXIT.checkFailed;
}
