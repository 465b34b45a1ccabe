import { campaignDigest, parseCampaign, resolveCampaign } from '@darkreach/campaign';
import { CampaignState, Device, ShardState } from '@darkreach/cluster';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaignResult } from '../../fixtures/campaign-result.js';
import { catalogue } from '../../fixtures/catalogue.js';
import { noCluster } from '../../fixtures/cluster.js';
import { recordedContext } from '../../fixtures/context.js';
import {
  fakeCampaign,
  fakeCluster,
  fakeWorker,
  halfDone,
  serving,
  type Answers,
  type FakeCluster,
} from '../../fixtures/fake-cluster.js';
import { runCli } from '../cli.js';

const CAMPAIGN = `apiVersion: darkreach/v1
name: reach
channels:
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1, 50 ab^-1]
    masses: [1, 2, 3]
`;
const resolved = resolveCampaign(parseCampaign(CAMPAIGN, 'x.yaml'), catalogue);
const { searches, curves, statistics } = campaignResult(resolved, 'complete');
const { device, simulateSeconds, fitSeconds, ...counts } = statistics;
const FILES = {
  'limits.json': JSON.stringify({
    format: 'darkreach-limits/v1',
    digest: campaignDigest(resolved),
    status: 'complete',
    campaign: resolved,
    searches,
    curves,
  }),
  'manifest.json': JSON.stringify({ device, counts, timings: { simulateSeconds, fitSeconds } }),
};
const shard = (id: string, reused: boolean) => ({
  id,
  address: '',
  state: ShardState.MERGED,
  resultDigest: '',
  workers: [],
  failedWorkers: [],
  attempt: 1,
  failure: '',
  reused,
});

let folder = '';
let file = '';
const opened: FakeCluster[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-run-'));
  file = join(folder, 'campaign.yaml');
  await writeFile(file, CAMPAIGN);
});
afterEach(() => opened.splice(0).forEach((cluster) => cluster.stop()));
afterAll(() => rm(folder, { recursive: true }));

/** A cluster that computes the campaign at once. */
const willing: Answers = {
  listWorkers: () => ({ workers: [fakeWorker] }),
  createCampaign: () => fakeCampaign(CampaignState.RUNNING),
  getCampaign: () => halfDone,
  watchCampaign: () => [
    { campaign: halfDone, logEntries: [], resumeToken: '1' },
    { campaign: fakeCampaign(CampaignState.SUCCEEDED), logEntries: [], resumeToken: '2' },
  ],
  listShards: () => ({
    shards: [shard('simulate/a/0', true), shard('simulate/a/1', false), shard('fit/a', true)],
    nextPageToken: '',
  }),
  ...serving(FILES),
};

interface Asked {
  readonly answers?: Answers;
  /** Found as the cluster of this machine, instead of one that is started. */
  readonly runsAlready?: boolean;
  readonly interrupted?: boolean;
}

async function run(words: readonly string[], { answers = {}, runsAlready = false, interrupted = false }: Asked = {}) {
  const calls: string[] = [];
  const all = Object.entries({ ...willing, ...answers }).map(([name, answer]) => [
    name,
    (request: never, call: unknown) => {
      calls.push(name);
      if (interrupted && name === 'watchCampaign') setTimeout(() => recorded.interrupt(), 20);
      return answer(request, call);
    },
  ]);
  const cluster = await fakeCluster(Object.fromEntries(all));
  opened.push(cluster);
  const address = { server: cluster.server, http: '', token: 'secret' };
  const startLocal = async ({ workers }: { workers: number }) => {
    calls.push(`start ${workers}`);
    return { ...address, stop: async () => void calls.push('stop') };
  };
  const running = () => (runsAlready ? { ...address, pid: 1, identity: '' } : undefined);
  const recorded = recordedContext({ cluster: { ...noCluster, startLocal, running } });
  const line = ['run', file, '--output', join(folder, 'results'), ...words];
  const code = await runCli(line, recorded.context, { version: '1', debug: false });
  return { code, out: recorded.out(), err: recorded.err(), calls };
}

describe('darkreach run', () => {
  it('starts a cluster for the campaign, fetches the files, tells what came of it, and ends the cluster', async () => {
    const { code, out, err, calls } = await run(['--workers', '2']);
    expect(code).toBe(0);
    expect(calls.filter((call) => /start|stop|create/.test(call))).toEqual(['start 2', 'createCampaign', 'stop']);
    expect(err).toMatch(/^starting a cluster of 2 workers on \/nowhere\n1 of 4 shards reused from earlier campaigns\n/);
    expect(err).toContain('simulating  50 %, 51.5M of 103M events, 1M/s, 52 s to go\n');
    expect(out).toContain('reach: complete in 0.0 s\n');
    expect(out).toContain('  1 of 2 shards reused from earlier campaigns\n');
    expect(out).toContain('2 workers on webasm, WebAssembly SIMD (f32x4)');
    const [result = ''] = await readdir(join(folder, 'results'));
    expect(result).toBe(`reach-${campaignDigest(resolved).slice(0, 12)}`);
    expect(await readFile(join(folder, 'results', result, 'limits.json'), 'utf8')).toBe(FILES['limits.json']);
  });

  it('uses the cluster that runs, and leaves it alone', async () => {
    let device: Device | undefined;
    const createCampaign = (request: { device: Device }) => {
      ({ device } = request);
      return fakeCampaign(CampaignState.RUNNING);
    };
    const asked = { runsAlready: true, answers: { createCampaign } };
    const { code, calls, out } = await run(['--quiet', '--device', 'cpu'], asked);
    expect({ code, device }).toEqual({ code: 0, device: Device.CPU });
    expect(calls).not.toContain('stop');
    expect(out).toMatch(/^.*results\/reach-[0-9a-f]{12}\n$/);
  });

  it('does not promise workers to who has none to give', async () => {
    const { code, err } = await run(['--workers', '2'], { runsAlready: true });
    expect(code).toBe(2);
    expect(err).toMatch(/--workers 2 cannot be had: the cluster at .* runs already and has its own workers/);
    expect((await run(['--in-process', '--server', 'x:1'])).code).toBe(2);
  });

  it('goes on with a campaign that was paused', async () => {
    const createCampaign = () => fakeCampaign(CampaignState.PAUSED);
    const resumeCampaign = () => fakeCampaign(CampaignState.RUNNING);
    const { code, calls } = await run([], { answers: { createCampaign, resumeCampaign } });
    expect(code).toBe(0);
    expect(calls).toContain('resumeCampaign');
  });

  it('says what is missing of a partial campaign, and how to try again', async () => {
    const partial = fakeCampaign(CampaignState.PARTIAL, { message: '2 of 6 limits were not computed' });
    const watchCampaign = () => [{ campaign: partial, logEntries: [], resumeToken: '1' }];
    const { code, err } = await run([], { answers: { watchCampaign } });
    expect(code).toBe(3);
    expect(err).toContain('is partial: 2 of 6 limits were not computed. Try again what is missing with: darkreach run');
  });

  it('says why a campaign failed, by exit code 1', async () => {
    const failed = fakeCampaign(CampaignState.FAILED, { message: 'the disk is full' });
    const watchCampaign = () => [{ campaign: failed, logEntries: [], resumeToken: '1' }];
    expect(await run([], { answers: { watchCampaign } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('campaign reach-1 failed: the disk is full\n'),
    });
  });

  it('keeps a campaign in the ledger at Ctrl-C, and says how to go on', async () => {
    const answers = {
      watchCampaign: () => [{ campaign: halfDone, logEntries: [], resumeToken: '1' }],
      pauseCampaign: () => fakeCampaign(CampaignState.PAUSED),
    };
    const { code, err, calls } = await run(['--workers', '2'], { answers, interrupted: true });
    expect(code).toBe(3);
    expect(calls.slice(-2)).toEqual(['pauseCampaign', 'stop']);
    expect(err).toContain('Interrupted after 0.0 s; finished shards are kept in /nowhere\n');
    expect(err).toMatch(/Go on with: darkreach run .*campaign.yaml --output .*results --device auto --workers 2\n$/);
  });

  it('leaves a campaign on a cluster of others running at Ctrl-C', async () => {
    const answers = { watchCampaign: () => [{ campaign: halfDone, logEntries: [], resumeToken: '1' }] };
    const { code, err, calls } = await run([], { answers, interrupted: true, runsAlready: true });
    expect(code).toBe(3);
    expect(calls).not.toContain('pauseCampaign');
    expect(err).toMatch(/the campaign goes on at 127.0.0.1:\d+ as reach-1\nStop it with: darkreach cancel reach-1\n/);
  });
});
