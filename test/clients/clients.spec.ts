import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TcpProxy } from '../faults/proxy.mjs';
import { build, CLIENTS, linesOf, submit } from './client.js';
import { runProgram, type Exit } from './run-program.js';
import { startCluster, type RunningCluster } from './running-cluster.js';

/** Milliseconds: C++ with gRPC takes a minute to compile, Go downloads its modules. */
const PATIENCE = 600_000;

for (const { name, toolchain } of CLIENTS) {
  if (toolchain.kind === 'missing') console.log(`clients: the one in ${name} is skipped, ${toolchain.reason}`);
}

/** Campaigns that differ in their seed are computed anew. */
const campaign = (seed: number, luminosity = '53 fb^-1'): string => `apiVersion: darkreach/v1
name: small
seed: ${seed}
channels:
  - id: dark-photon-invisible
    experiment: babar
    luminosities: [${luminosity}]
    masses: [0.5, 4]
events: { signal: 2e4, background: 2e5 }
statistics: { method: asymptotic }
`;

/** Columns of limits.csv in the order in which clients print them: name, luminosity, mass, median, band, status. */
const COLUMNS = [0, 1, 3, 4, 8, 6, 7, 8, 9, 10, 13];

/** Fields as numbers where they are numbers, so that 0.1 and 0.10000000000000001 are the same. */
const fields = (line: string, separator: string): readonly (string | number)[] =>
  line.split(separator).map((field) => (/^[-+\d]/.test(field) || /^nan$/i.test(field) ? Number(field) : field));

function limitsOf(csv: string): readonly (readonly (string | number)[])[] {
  const rows = csv.trimEnd().split('\n').slice(1);
  return rows.map((row) => COLUMNS.map((column) => fields(row, ',')[column]!));
}

function printed(out: string): readonly (readonly (string | number)[])[] {
  const inWords = out.replaceAll(/LIMIT_STATUS_(\w+)/g, (_, status: string) => status.toLowerCase().replace('_', '-'));
  return inWords
    .trimEnd()
    .split('\n')
    .map((line) => fields(line, ' '));
}

let cluster: RunningCluster | undefined;
beforeAll(async () => {
  if (CLIENTS.some(({ toolchain }) => toolchain.kind === 'there')) cluster = await startCluster();
}, PATIENCE);
afterAll(() => cluster?.stop(), PATIENCE);

describe.each(CLIENTS.map((client, index) => ({ ...client, client, seed: index + 1 })))(
  'the client in $name',
  ({ client, toolchain, seed }) => {
    const runs = toolchain.kind === 'there' ? it : it.skip;
    let folder = '';
    let proxy: TcpProxy;

    beforeAll(async () => {
      if (toolchain.kind === 'there') expect(await build(client)).toMatchObject({ code: 0 });
    }, PATIENCE);
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'darkreach-client-'));
      if (cluster) await (proxy = new TcpProxy(cluster)).listen();
    });
    afterEach(async () => {
      if (cluster) await proxy.close();
      await rm(folder, { recursive: true });
    });

    /** Runs it in the folder, on that campaign. */
    async function submitted(text: string, shown?: (err: string) => void): Promise<Exit> {
      await writeFile(join(folder, 'campaign.yaml'), text);
      const environment = { DARKREACH_SERVER: `127.0.0.1:${proxy.port}`, DARKREACH_TOKEN: cluster!.token };
      return submit(client, 'campaign.yaml', { cwd: folder, environment, shown });
    }

    /** limits.csv as the program of this project fetches it. */
    async function fetched(id: string): Promise<string> {
      const words = [process.execPath, resolve('dist/apps/cli/src/main.js'), 'fetch', id, '--output', 'fetched'];
      const { host, port, token } = cluster!;
      const environment = { ...process.env, DARKREACH_SERVER: `${host}:${port}`, DARKREACH_TOKEN: token };
      expect(await runProgram(words, { cwd: folder, environment })).toMatchObject({ code: 0 });
      const [results = ''] = await readdir(join(folder, 'fetched'));
      return readFile(join(folder, 'fetched', results, 'limits.csv'), 'utf8');
    }

    it('has fewer than 60 lines of its own', () => expect(linesOf(client)).toBeLessThan(60));

    runs(
      'watches a campaign over a lost connection, prints its limits and fetches them',
      async () => {
        const { code, out, err } = await submitted(campaign(seed), (text) => {
          if (proxy.counts.resets === 0 && text.includes('created by')) proxy.reset();
        });
        expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('CAMPAIGN_STATE_SUCCEEDED') });
        expect(err.match(/^watching campaigns\/small-.*$/gm)).toHaveLength(2);
        expect(err.match(/created by/g)).toHaveLength(1);
        expect(err.match(/^succeeded/gm)).toHaveLength(1);
        const csv = await fetched(/campaigns\/(\S+)/.exec(err)![1]!);
        expect(await readFile(join(folder, 'limits.csv'), 'utf8')).toBe(csv);
        expect(printed(out)).toEqual(limitsOf(csv));
        expect(printed(out)).toHaveLength(2);
      },
      PATIENCE,
    );

    runs(
      'ends with 2 and says where a campaign file is wrong',
      async () => {
        const { code, out, err } = await submitted(campaign(seed, '-53 fb^-1'));
        expect({ code, out }).toEqual({ code: 2, out: '' });
        expect(
          err.match(/campaign\.yaml:7:20 channels\.0\.luminosities\.0: "-53 fb\^-1" is not positive/g),
        ).toHaveLength(2);
      },
      PATIENCE,
    );
  },
);
