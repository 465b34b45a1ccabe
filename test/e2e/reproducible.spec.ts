import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { darkreach, start } from './darkreach.js';
import { digests } from './digests.js';

const QUICK = resolve('examples/campaigns/quick.yaml');
const IN_PROCESS = ['--in-process', '--workers'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-bits-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(campaign: string, workers: number): Promise<Record<string, string>> {
  const output = await mkdtemp(join(folder, 'run-'));
  const { code, err } = await darkreach(folder, 'run', campaign, '--output', output, ...IN_PROCESS, String(workers));
  expect({ code, failure: code === 0 ? '' : err }).toEqual({ code: 0, failure: '' });
  return digests(output);
}

describe('a campaign in one process', () => {
  it('gives the same bits with one worker, with two and with four', async () => {
    const one = await run(QUICK, 1);
    expect(await run(QUICK, 2)).toEqual(one);
    expect(await run(QUICK, 4)).toEqual(one);
  });

  it('gives the same bits after an interruption, from the shards that it kept', async () => {
    const campaign = join(folder, 'longer.yaml');
    const quick = await readFile(QUICK, 'utf8');
    await writeFile(
      campaign,
      quick.replace('background: 1e6', 'background: 6e7').replace('method: auto', 'method: asymptotic'),
    );
    const undisturbed = await run(campaign, 1);
    const output = await mkdtemp(join(folder, 'interrupted-'));
    const words = ['run', campaign, '--output', output, ...IN_PROCESS, '1'];
    const running = start(folder, words);
    await running.shown(/simulating +[1-9]\d? %/);
    running.interrupt();
    expect((await running.exit).code).toBe(3);
    const [results] = await readdir(output);
    expect((await readdir(join(output, results!, 'shards'))).length).toBeGreaterThan(0);
    expect((await darkreach(folder, ...words)).code).toBe(0);
    expect(await digests(output)).toEqual(undisturbed);
  });
});
