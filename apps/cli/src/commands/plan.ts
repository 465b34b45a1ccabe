import type { CampaignPlan, TemplatePlan } from '@darkreach/campaign';
import { CallError } from '@darkreach/cluster';
import { reuseText } from '../cluster/campaign-text.js';
import { findCluster } from '../cluster/cluster-address.js';
import { createCampaign } from '../cluster/create-campaign.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadCampaign, type LoadedCampaign } from '../load-campaign.js';
import type { Colours } from '../terminal.js';
import { campaignTable } from '../text/campaign-table.js';
import { bytes, count, duration } from '../text/quantities.js';
import { table } from '../text/table.js';

export interface PlanOptions {
  readonly workers: number;
}

/** Says what a campaign will cost before anything runs. */
export async function plan(file: string, { workers }: PlanOptions, context: CommandContext): Promise<ExitCode> {
  const { services, terminal } = context;
  const loaded = await loadCampaign(file, services.catalogue());
  const { campaign } = loaded;
  const planned = await services.plan(campaign, workers);
  const { out, colours } = terminal;
  out.write(`${colours.bold(campaign.name)}  digest ${planned.digest.slice(0, 12)}\n\n`);
  out.write(`${campaignTable(campaign, colours)}\n${simulation(planned, colours)}\n${estimate(planned, colours)}`);
  out.write(await reuse(loaded, context));
  return EXIT.ok;
}

/** What the cluster that is meant knows already, if there is one that answers. */
async function reuse(loaded: LoadedCampaign, context: CommandContext): Promise<string> {
  const address = await findCluster({}, context);
  if (address === undefined) return '';
  const connection = context.services.cluster.connect(address);
  try {
    const { plan: known } = await createCampaign(connection, loaded, { device: 'auto', validateOnly: true });
    return known === undefined
      ? ''
      : `on the cluster at ${address.server}: ${reuseText({ reused: known.reusedShards, shards: known.shards })}\n`;
  } catch (error) {
    if (error instanceof CallError) return '';
    throw error;
  } finally {
    connection.close();
  }
}

function simulation({ simulated }: CampaignPlan, colours: Colours): string {
  const columns = [
    { title: 'experiment' },
    { title: 'process' },
    { title: 'region' },
    { title: 'templates', align: 'right' },
    { title: 'shards', align: 'right' },
    { title: 'events', align: 'right' },
  ] as const;
  const groups = new Map<string, TemplatePlan[]>();
  for (const template of simulated) {
    const group = groupOf(template).join('/');
    groups.set(group, [...(groups.get(group) ?? []), template]);
  }
  const rows = [...groups].map(([group, templates]) => [
    ...group.split('/'),
    String(templates.length),
    String(templates.reduce((sum, { shards }) => sum + shards, 0)),
    count(templates.reduce((sum, { events }) => sum + events, 0)),
  ]);
  return table(columns, rows, colours);
}

/** Experiment, process and region from the id of a template; a signal is in the region of its mass. */
function groupOf({ templateId }: TemplatePlan): readonly [experiment: string, process: string, region: string] {
  const [, experiment = '', first = '', second = ''] = templateId.split('/').map(withoutDigest);
  return first === 'signal' ? [experiment, first, '-'] : [experiment, second, first];
}

/** `signal@8c85b74f` is the signal with model parameters of that digest. */
function withoutDigest(part: string): string {
  return part.replace(/@.*$/, '');
}

function estimate({ points, templates, shards, events, estimate: cost }: CampaignPlan, colours: Colours): string {
  const workers = `${cost.workers} worker${cost.workers === 1 ? '' : 's'}`;
  return (
    `${count(points)} limits from ${count(templates)} templates: ${count(events)} events in ${count(shards)} shards\n` +
    `estimated ${colours.bold(duration(cost.seconds))} on ${workers}, ${colours.bold(bytes(cost.memoryBytes))} of memory\n`
  );
}
