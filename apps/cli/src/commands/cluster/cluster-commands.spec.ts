import { CampaignState, LogSeverity, Role, WorkerState, type ClusterAddress } from '@darkreach/cluster';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noCluster } from '../../../fixtures/cluster.js';
import { recordedContext } from '../../../fixtures/context.js';
import {
  fakeCampaign,
  fakeCluster,
  fakeWorker,
  halfDone,
  refused,
  serving,
  type Answers,
  type FakeCluster,
} from '../../../fixtures/fake-cluster.js';
import { runCli } from '../../cli.js';
import type { LocalClusterOptions } from '../../cluster/local-cluster.js';

const CAMPAIGN = `apiVersion: darkreach/v1
name: reach
channels:
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1, 50 ab^-1]
    masses: [1, 2, 3]
`;

let folder = '';
let file = '';
const opened: FakeCluster[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-commands-'));
  file = join(folder, 'campaign.yaml');
  await writeFile(file, CAMPAIGN);
});
afterEach(() => opened.splice(0).forEach((cluster) => cluster.stop()));
afterAll(() => rm(folder, { recursive: true }));

const options = { version: '1', debug: false };

/** Runs a command line against a server with these answers, which is found as the cluster of this machine. */
async function darkreach(words: readonly string[], answers: Answers) {
  const cluster = await fakeCluster(answers);
  opened.push(cluster);
  const running = { server: cluster.server, http: '', token: 'secret', pid: 1, identity: '' };
  const recorded = recordedContext({ cluster: { ...noCluster, running: () => running } });
  const code = await runCli(words, recorded.context, options);
  return { code, out: recorded.out(), err: recorded.err(), server: cluster.server };
}

const message = (campaign: unknown, logEntries: readonly unknown[] = []) => ({
  campaign,
  logEntries,
  resumeToken: 'x',
});
const entry = (severity: LogSeverity, text: string) => ({
  time: new Date(0),
  severity,
  message: text,
  shardId: 'simulate/a/0',
  workerId: '',
});

describe('darkreach up', () => {
  it('starts a cluster, says how to reach it, and ends it when interrupted', async () => {
    const asked: LocalClusterOptions[] = [];
    let stopped = 0;
    const started = {
      server: '127.0.0.1:7',
      http: '127.0.0.1:8',
      token: 'secret',
      stop: async () => void (stopped += 1),
    };
    const startLocal = async (wanted: LocalClusterOptions) => {
      asked.push(wanted);
      wanted.onEvent('worker 1 ended');
      setImmediate(() => recorded.interrupt());
      return started;
    };
    const recorded = recordedContext({ cluster: { ...noCluster, startLocal } }, '', { DARKREACH_DATA: '/data' });
    expect(await runCli(['up', '--workers', '2', '--device', 'cpu'], recorded.context, options)).toBe(0);
    expect(asked).toMatchObject([{ dataFolder: '/data', workers: 2, device: 'cpu' }]);
    expect(recorded.out()).toMatch(/^A cluster is ready after 0.0 s: 127.0.0.1:7, 2 workers\n {2}data in \/data/);
    expect(recorded.err()).toMatch(/^worker 1 ended\nEnding: /);
    expect(stopped).toBe(1);
    expect(recorded.out()).not.toContain('secret');
  });
});

describe('darkreach submit', () => {
  it('hands a campaign in and says what it takes', async () => {
    const asked: unknown[] = [];
    const createCampaign = (request: unknown) => {
      asked.push(request);
      return fakeCampaign(CampaignState.RUNNING);
    };
    const { code, out } = await darkreach(['submit', file, '--device', 'webasm'], { createCampaign });
    expect({ code, out }).toEqual({
      code: 0,
      out:
        'reach-1\n6 limits from 4 templates: 103M events in 4 shards\n' +
        '1 of 4 shards reused from earlier campaigns; estimated 4.0 s on the workers that are there\n',
    });
    expect(asked).toEqual([
      { campaignYaml: CAMPAIGN, fileName: 'campaign.yaml', device: 2, requestId: '', validateOnly: false },
    ]);
  });

  it('only checks it when that is what is wanted', async () => {
    const createCampaign = ({ validateOnly }: { validateOnly: boolean }) => {
      expect(validateOnly).toBe(true);
      return { ...fakeCampaign(CampaignState.UNSPECIFIED), name: '' };
    };
    const { code, out } = await darkreach(['submit', file, '--validate-only', '--watch'], { createCampaign });
    expect(code).toBe(0);
    expect(out).toContain('reach is valid\n');
  });

  it('says where a file is wrong before anybody is asked', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, CAMPAIGN.replace('belle2', 'belle9'));
    const { code, err } = await darkreach(['submit', bad], {});
    expect(code).toBe(2);
    expect(err).toContain(`${bad}:5:17`);
  });
});

describe('darkreach plan', () => {
  it('says what the cluster knows already, and does not mind one that says nothing', async () => {
    const createCampaign = () => fakeCampaign(CampaignState.UNSPECIFIED);
    const { code, out, server } = await darkreach(['plan', file], { createCampaign });
    expect(code).toBe(0);
    expect(out).toContain(`on the cluster at ${server}: 1 of 4 shards reused from earlier campaigns\n`);
    expect(await darkreach(['plan', file], {})).toMatchObject({ code: 0, err: '' });
  });
});

describe('darkreach watch', () => {
  const getCampaign = () => halfDone;

  it.each([
    [CampaignState.SUCCEEDED, 0, 'reach-1 succeeded\nFetch its files with: darkreach fetch reach-1\n'],
    [CampaignState.PARTIAL, 3, 'reach-1 partial\nFetch its files with: darkreach fetch reach-1; try again'],
    [CampaignState.FAILED, 1, 'reach-1 failed\ndarkreach logs reach-1 says more'],
    [CampaignState.CANCELLED, 3, 'reach-1 cancelled\n'],
  ])('shows progress and warnings, and ends with state %d by code %d', async (state, expected, text) => {
    const watchCampaign = () => [
      message(halfDone, [entry(LogSeverity.INFO, 'of no concern'), entry(LogSeverity.WARNING, 'lost for a while')]),
      message(fakeCampaign(state)),
    ];
    const { code, out, err } = await darkreach(['watch', 'reach-1'], { getCampaign, watchCampaign });
    expect(code).toBe(expected);
    expect(out).toContain(text);
    expect(err).toBe(
      'lost for a while (shard simulate/a/0)\nsimulating  50 %, 51.5M of 103M events, 1M/s, 52 s to go\n',
    );
  });

  it('ends at Ctrl-C, and the campaign does not', async () => {
    const cluster = await fakeCluster({
      getCampaign,
      watchCampaign: () => {
        setTimeout(() => recorded.interrupt(), 50);
        return [message(halfDone)];
      },
    });
    opened.push(cluster);
    const recorded = recordedContext();
    const words = ['watch', 'reach-1', '--server', cluster.server];
    expect(await runCli(words, recorded.context, options)).toBe(3);
    expect(recorded.err()).toContain('The campaign goes on. Watch it again with: darkreach watch reach-1\n');
  });
});

describe('darkreach status, list, workers and logs', () => {
  it('say what there is', async () => {
    const status = await darkreach(['status', 'reach-1'], { getCampaign: () => halfDone });
    expect(status.out).toContain('reach-1: running, simulate 50 %\n');
    expect(status.out).toContain('  shards of this stage: 1 waiting, 1 with workers, 2 merged, 0 given up\n');
    expect(status.out).toContain('  created 1970-01-01 00:00:00Z\n');
    const workers = await darkreach(['workers'], { listWorkers: () => ({ workers: [fakeWorker] }) });
    expect(workers.out).toMatch(/vm-1 +vm +active +webasm, WebAssembly SIMD \(f32x4\) +1 +1 +12 +3M +0 +1970/);
    const logEntries = [entry(LogSeverity.ERROR, 'given up')];
    const logs = await darkreach(['logs', 'reach-1'], { listLogEntries: () => ({ logEntries, nextPageToken: '' }) });
    expect(logs.out).toBe('1970-01-01 00:00:00Z  error    given up (shard simulate/a/0)\n');
  });

  it('list every page', async () => {
    const listCampaigns = ({ pageToken }: { pageToken: string }) => ({
      campaigns: [fakeCampaign(CampaignState.PAUSED, { name: `campaigns/page-${pageToken}` })],
      nextPageToken: pageToken === '' ? 'two' : '',
    });
    const { out } = await darkreach(['list'], { listCampaigns });
    expect(out).toMatch(/page- +reach +paused +6 +1970.*\n +page-two +reach/);
  });

  it('say that there is nothing', async () => {
    expect((await darkreach(['list'], { listCampaigns: () => ({ campaigns: [], nextPageToken: '' }) })).out).toBe(
      'no campaigns\n',
    );
    expect((await darkreach(['workers'], { listWorkers: () => ({ workers: [] }) })).out).toBe('no workers\n');
    expect(WorkerState.LOST).toBe(4);
  });
});

describe('darkreach pause, resume, cancel and retry', () => {
  it.each([
    [['pause', 'reach-1'], 'pauseCampaign'],
    [['resume', 'reach-1'], 'resumeCampaign'],
    [['cancel', 'campaigns/reach-1'], 'cancelCampaign'],
    [['retry', 'reach-1', '--failed'], 'retryCampaign'],
  ])('%j calls %s', async (words, method) => {
    const steer = ({ name }: { name: string }) => fakeCampaign(CampaignState.RUNNING, { name });
    expect(await darkreach(words, { [method]: steer })).toMatchObject({ code: 0, out: 'reach-1: running, simulate\n' });
  });

  it('says what a state does not allow', async () => {
    const pauseCampaign = () => {
      throw refused('FAILED_PRECONDITION', 'campaign reach-1 is succeeded and cannot be paused');
    };
    expect(await darkreach(['pause', 'reach-1'], { pauseCampaign })).toMatchObject({
      code: 2,
      err: 'campaign reach-1 is succeeded and cannot be paused\n',
    });
    expect((await darkreach(['retry', 'reach-1'], {})).err).toContain('say --failed');
  });
});

describe('darkreach fetch', () => {
  it('writes every file into the results folder of the campaign', async () => {
    const files = { 'limits.csv': 'mass,epsilon\n', 'pyhf/belle2.json': '{}' };
    const output = join(folder, 'fetched');
    const { code, out } = await darkreach(['fetch', 'reach-1', '--output', output], {
      getCampaign: () => halfDone,
      ...serving(files),
    });
    const target = join(output, `reach-${'d'.repeat(12)}`);
    expect({ code, out }).toEqual({ code: 0, out: `${target}\n  limits.csv pyhf/belle2.json\n` });
    expect(await readFile(join(target, 'pyhf/belle2.json'), 'utf8')).toBe('{}');
  });

  it.each(['../outside', '/etc/outside', 'a/../../outside'])('does not write %s', async (path) => {
    const { code, err } = await darkreach(['fetch', 'reach-1', '--output', join(folder, 'none')], {
      getCampaign: () => halfDone,
      ...serving({ [path]: 'x' }),
    });
    expect(code).toBe(2);
    expect(err).toContain('outside of the folder');
  });
});

describe('darkreach tokens', () => {
  const token = { tokenId: 't1', tenant: 'ada', role: Role.VIEWER, description: 'laptop', createTime: new Date(0) };

  it('makes, lists and revokes tokens', async () => {
    const created = await darkreach(['tokens', 'create', '--tenant', 'ada', '--role', 'viewer'], {
      createToken: (request: unknown) => {
        expect(request).toEqual({ tenant: 'ada', role: Role.VIEWER, description: '' });
        return { secret: 'dr_x', token };
      },
    });
    expect(created).toMatchObject({ code: 0, out: 'dr_x\n' });
    const listed = await darkreach(['tokens', 'list'], { listTokens: () => ({ tokens: [token] }) });
    expect(listed.out).toMatch(/t1 +ada +viewer +laptop +1970/);
    expect((await darkreach(['tokens', 'revoke', 't1'], { revokeToken: () => ({}) })).code).toBe(0);
  });
});

describe('A command for clusters', () => {
  it('says how to get one when there is none', async () => {
    const { context, err } = recordedContext();
    expect(await runCli(['list'], context, options)).toBe(2);
    expect(err()).toBe('no cluster runs on /nowhere; "darkreach up" starts one, --server host:port names another\n');
  });

  it('says in one line that a server does not answer', async () => {
    const { context, err } = recordedContext();
    expect(await runCli(['tokens', 'revoke', 'x', '--server', '127.0.0.1:1'], context, options)).toBe(2);
    expect(err()).toMatch(/^127.0.0.1:1 does not answer \(.*ECONNREFUSED.*\); "darkreach up" starts .*\n$/);
    expect(err().match(/\n/g)).toHaveLength(1);
  });

  it('says what to do about a token that is not known', async () => {
    const listCampaigns = () => {
      throw refused('UNAUTHENTICATED', 'this token is not known here');
    };
    expect((await darkreach(['list'], { listCampaigns })).err).toContain('set DARKREACH_TOKEN to a token of');
  });

  it('takes server, token and TLS from the environment, and the server from the command line before it', async () => {
    const addresses: ClusterAddress[] = [];
    const connect = (address: ClusterAddress) => {
      addresses.push(address);
      return noCluster.connect({ server: '127.0.0.1:1' });
    };
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, 'PEM');
    const environment = { DARKREACH_SERVER: 'far:7420', DARKREACH_TOKEN: 't', DARKREACH_TLS_CA: ca };
    const asked = () => recordedContext({ cluster: { ...noCluster, connect } }, '', environment).context;
    await runCli(['tokens', 'revoke', 'x'], asked(), options);
    await runCli(['tokens', 'revoke', 'x', '--server', 'near:1'], asked(), options);
    expect(addresses).toMatchObject([
      { server: 'far:7420', token: 't', tls: { ca: Buffer.from('PEM') }, insecure: false },
      { server: 'near:1', token: 't' },
    ]);
    const { context, err } = recordedContext();
    expect(await runCli(['list', '--server', 'http://x'], context, options)).toBe(2);
    expect(err()).toContain('is no address; allowed: host:port');
  });
});
