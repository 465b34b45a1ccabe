import {
  channelCatalogue,
  openTemplateBook,
  parseCampaign,
  planShards,
  resolveCampaign,
  type PartialHistogram,
} from '@darkreach/campaign';
import { CampaignState, encodeShardResult, ShardState } from '@darkreach/cluster';
import { afterEach, describe, expect, it } from '@jest/globals';
import { noCluster } from '../../../fixtures/cluster.js';
import { recordedContext } from '../../../fixtures/context.js';
import { EXAMPLE_CAMPAIGN } from '../../../fixtures/example-campaign.js';
import { fakeCampaign, fakeCluster, serving, type FakeCluster } from '../../../fixtures/fake-cluster.js';
import { runCli } from '../../cli.js';
import type { RecomputeRequest } from '../../cluster/cluster-services.js';

const campaign = resolveCampaign(parseCampaign(EXAMPLE_CAMPAIGN, 'campaign.yaml'), channelCatalogue());
const jobs = [...planShards(campaign, openTemplateBook(campaign))];

const opened: FakeCluster[] = [];
afterEach(() => opened.splice(0).forEach((cluster) => cluster.stop()));

/** One bin with every event in it. */
function partial(templateId: string, shard: number, events: number): PartialHistogram {
  return {
    kind: 'partial-histogram',
    shardId: `${templateId}/${shard}`,
    templateId,
    shard,
    events,
    clipped: 0,
    histogram: {
      kind: 'histogram',
      axis: { kind: 'regular-axis', name: 'm', unit: 'GeV', bins: 1, low: 0, high: 1 },
      sumw: Float64Array.of(0, events, 0),
      sumw2: Float64Array.of(0, events, 0),
      entries: events,
    },
  };
}

/** Verifies a campaign of whose shards `wrong` were reported with another result. */
async function verify(words: readonly string[], wrong: readonly string[] = []) {
  const shards = jobs.map(({ id, templateId, shard, events }) => ({
    id: `simulate/${id}`,
    address: '',
    state: ShardState.MERGED,
    resultDigest: encodeShardResult(partial(templateId, shard, wrong.includes(id) ? events - 1 : events)).digest,
    workers: [],
    failedWorkers: [],
    attempt: 1,
    failure: '',
    reused: false,
  }));
  const cluster = await fakeCluster({
    getCampaign: () => fakeCampaign(CampaignState.SUCCEEDED, { deviceClass: 'cpu' }),
    listShards: () => ({ shards: [...shards, { ...shards[0], id: 'fit/x' }], nextPageToken: '' }),
    ...serving({ 'campaign.yaml': EXAMPLE_CAMPAIGN }),
  });
  opened.push(cluster);
  const requests: RecomputeRequest[] = [];
  const recompute = async (request: RecomputeRequest) => {
    requests.push(request);
    request.jobs.forEach((job) => request.onResult(job, partial(job.templateId, job.shard, job.events)));
  };
  const services = { cluster: { ...noCluster, recompute }, catalogue: channelCatalogue };
  const { context, out, err } = recordedContext(services);
  const line = ['verify', 'reach-1', ...words, '--server', cluster.server];
  const code = await runCli(line, context, { version: '1', debug: true });
  return { code, out: out(), err: err(), requests };
}

describe('darkreach verify', () => {
  it('computes a few shards again on the device of the campaign, and compares', async () => {
    const { code, out, requests } = await verify(['--samples', '3']);
    expect(code).toBe(0);
    expect(out).toContain(`3 of 3 shards equal, of ${jobs.length} that are merged\n`);
    expect(requests.map(({ device, jobs: { length } }) => ({ device, length }))).toEqual([
      { device: 'cpu', length: 3 },
    ]);
  });

  it('finds a shard with another result, and ends with exit code 4', async () => {
    const wrong = jobs.at(-1)!.id;
    const { code, out } = await verify(['--samples', '10000'], [wrong]);
    expect(code).toBe(4);
    expect(out).toMatch(new RegExp(`simulate/${wrong} .* differs`));
    expect(out).toContain(`${jobs.length - 1} of ${jobs.length} shards equal`);
  });
});
