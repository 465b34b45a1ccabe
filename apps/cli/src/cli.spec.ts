import { CampaignInterruptedError } from '@darkreach/campaign';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaignResult } from '../fixtures/campaign-result.js';
import { recordedContext } from '../fixtures/context.js';
import { runCli } from './cli.js';
import type { Services } from './services.js';

const CAMPAIGN = `apiVersion: darkreach/v1
name: reach
channels:
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1, 50 ab^-1]
    masses: [1, 2, 3]
`;

let folder = '';
let campaign = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-cli-'));
  campaign = join(folder, 'campaign.yaml');
  await writeFile(campaign, CAMPAIGN);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command line and says what came of it. */
async function darkreach(words: readonly string[], exchanged: Partial<Services> = {}) {
  const recorded = recordedContext(exchanged);
  const code = await runCli(words, recorded.context, { version: '1.2.3', debug: false });
  return { code, out: recorded.out(), err: recorded.err() };
}

describe('darkreach', () => {
  it('prints its help and its version', async () => {
    const { code, out, err } = await darkreach([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const command of [
      'init',
      'validate',
      'schema',
      'plan',
      'run',
      'plot',
      'channels',
      'devices',
      'limit',
      'cls',
      'fit',
      'discovery',
      'up',
      'submit',
      'watch',
      'status',
      'list',
      'pause',
      'resume',
      'cancel',
      'retry',
      'fetch',
      'verify',
      'workers',
      'logs',
      'tokens',
    ])
      expect(out).toContain(`  ${command} `);
    expect(await darkreach(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    expect((await darkreach(['run', '--help'])).out).toContain('--output <folder>');
  });

  it.each([
    [['rum'], "unknown command 'rum'"],
    [['run', 'x.yaml', '--ouput', 'y'], "unknown option '--ouput' (Did you mean --output?)"],
    [['run'], "missing required argument 'file'"],
    [['run', 'x.yaml', '--workers', '0'], 'Allowed is a whole number from 1 to 256.'],
    [['run', 'x.yaml', '--workers', '1e3'], 'Allowed is a whole number from 1 to 256.'],
    [['run', 'x.yaml', '--device', 'abacus'], 'Allowed choices are auto, webgpu, webasm, cpu.'],
    [['validate', 'no-such.yaml'], 'no-such.yaml:1:1 there is no such file'],
    [['validate', tmpdir()], ':1:1 this is a folder'],
    [['plot', tmpdir(), 'more'], 'too many arguments'],
  ])('answers %j by one line and exit code 2', async (words, message) => {
    const { code, out, err } = await darkreach(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.match(/\n/g)).toHaveLength(1);
  });

  it('says that an error was not expected, with a way to look further', async () => {
    const { code, err } = await darkreach(['devices'], {
      surveyDevices: () => Promise.reject(new Error('the roof\nis on fire')),
    });
    expect(code).toBe(1);
    expect(err).toContain('unexpected error: the roof is on fire\n');
    expect(err).toContain('DARKREACH_DEBUG=1');
  });

  it('shows the stack of an error only when asked to', async () => {
    const { context, err } = recordedContext({ surveyDevices: () => Promise.reject(new Error('the roof')) });
    await runCli(['devices'], context, { version: '1', debug: true });
    expect(err()).toMatch(/Error: the roof\n\s+at /);
  });
});

describe('darkreach init', () => {
  it('writes a campaign that is valid, and does not overwrite it unless forced', async () => {
    const file = join(folder, 'fresh.yaml');
    expect((await darkreach(['init', file])).code).toBe(0);
    expect(await darkreach(['validate', file])).toMatchObject({ code: 0, err: '' });
    await writeFile(file, 'mine');
    expect(await darkreach(['init', file])).toEqual({
      code: 2,
      out: '',
      err: `${file} exists already; --force overwrites it\n`,
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await darkreach(['init', file, '--force'])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('apiVersion: darkreach/v1');
  });
});

describe('darkreach validate', () => {
  it('says what a good file asks for', async () => {
    const { code, out } = await darkreach(['validate', campaign]);
    expect(code).toBe(0);
    expect(out).toMatch(/^valid {2}.*campaign.yaml: reach, seed 1, digest [0-9a-f]{12}\n/);
    expect(out).toMatch(/dark-photon-invisible {2}belle2 +20 fb\^-1, 50 ab\^-1 +3 +1 - 3 +6\n/);
  });

  it('gives file, line and column of what is wrong', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, CAMPAIGN.replace('20 fb^-1', '20'));
    expect(await darkreach(['validate', bad])).toEqual({
      code: 2,
      out: '',
      err: `${bad}:6:20 channels.0.luminosities.0: 20 has no unit; allowed: pb^-1, fb^-1, ab^-1, e.g. "50 ab^-1"\n`,
    });
  });

  it('refuses a file that is no UTF-8', async () => {
    const bad = join(folder, 'latin1.yaml');
    await writeFile(bad, Buffer.from([0x6e, 0xe9]));
    expect(await darkreach(['validate', bad])).toMatchObject({
      code: 2,
      err: `${bad}:1:1 the file is no UTF-8 text\n`,
    });
  });
});

describe('darkreach plan', () => {
  it('shows limits, shards, events, time and memory', async () => {
    const { code, out } = await darkreach(['plan', campaign, '--workers', '2']);
    expect(code).toBe(0);
    expect(out).toMatch(/belle2 +signal +- +3 +3 +3M\n/);
    expect(out).toMatch(/belle2 +gamma-gamma +low-mass +1 +1 +100M\n/);
    expect(out).toContain(
      '6 limits from 4 templates: 103M events in 4 shards\nestimated 4.3 s on 2 workers, 312 MB of memory\n',
    );
  });
});

describe('darkreach schema, channels, devices and plot', () => {
  it('prints a JSON Schema with the ids of the searches', async () => {
    const { out } = await darkreach(['schema']);
    expect(JSON.parse(out).properties.channels.items.properties.id.enum).toEqual(['dark-photon-invisible']);
  });

  it('lists searches with their inputs and how far these are trusted', async () => {
    const { out } = await darkreach(['channels']);
    expect(out).toContain("dark-photon-invisible  Invisible dark photon\n  e+ e- -> gamma A', A' -> chi chibar\n");
    expect(out).toMatch(/belle2 +Belle II +0.01 - 10.5 +0.1 - 8 +1 published, 1 assumed\n/);
    expect(out).toMatch(/photonLoss.barrel +1e-6 +assumed\n/);
    expect(out).not.toContain('one photon');
  });

  it('adds sources and selection when asked', async () => {
    const { out } = await darkreach(['channels', '--verbose']);
    expect(out).toMatch(/acceptance.low +32.2 +deg +published +arXiv:1808.10567\n/);
    expect(out).toMatch(/one photon +E\* > 2 GeV\n/);
  });

  it('says what device is taken and why not another', async () => {
    const { code, out } = await darkreach(['devices']);
    expect(code).toBe(0);
    expect(out).toMatch(/webgpu +no +- +- +no adapter answers\n/);
    expect(out).toMatch(/webasm +yes +WebAssembly SIMD \(f32x4\) +abcdef012345\n/);
    expect(out).toMatch(/cpu +yes .* webasm is faster\n/);
    expect(out).toContain('--device auto takes webasm\n');
  });

  it('fails the check when no device passes', async () => {
    const survey = { backend: 'cpu', adapter: '', usable: false, reason: 'wrong bits', digest: '' } as const;
    expect(await darkreach(['devices'], { surveyDevices: () => Promise.resolve([survey]) })).toMatchObject({
      code: 4,
      err: '',
    });
  });

  it('names the plots that were drawn again', async () => {
    expect(await darkreach(['plot', 'there'])).toEqual({ code: 0, out: 'there/reach.svg\n', err: '' });
  });
});

describe('darkreach run', () => {
  it('shows progress on one screen and a summary on the other', async () => {
    const output = join(folder, 'complete');
    const { code, out, err } = await darkreach(['run', campaign, '--in-process', '--output', output]);
    expect(code).toBe(0);
    expect(err).toBe('simulating 100 %, 103M of 103M events, 31M/s\n');
    expect(out).toContain('reach: complete in 0.0 s\n');
    expect(out).toMatch(/Files in .*complete\/reach-[0-9a-f]{12}\n {2}limits.csv reach.svg\n/);
  });

  it('prints only the results folder when quiet', async () => {
    const output = join(folder, 'quiet');
    const { out, err } = await darkreach(['run', campaign, '--in-process', '--output', output, '--quiet']);
    expect(err).toBe('');
    expect(out).toMatch(/^.*quiet\/reach-[0-9a-f]{12}\n$/);
  });

  it('refuses an output folder that cannot be written before anything is computed', async () => {
    let runs = 0;
    const run: Services['run'] = (resolved) => {
      runs += 1;
      return Promise.resolve(campaignResult(resolved, 'complete'));
    };
    const { code, err } = await darkreach(['run', campaign, '--in-process', '--output', campaign], { run });
    expect({ code, runs }).toEqual({ code: 2, runs: 0 });
    expect(err).toMatch(/^output folder .* cannot be written: .*\n$/);
  });

  it('writes nothing for a campaign that is not valid, or when the computing breaks', async () => {
    const before = await readdir(folder);
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, CAMPAIGN.replace('[1, 2, 3]', '[11]'));
    expect(await darkreach(['run', bad, '--in-process', '--output', join(folder, 'none')])).toMatchObject({ code: 2 });
    const run = () => Promise.reject(new Error('broken'));
    expect(await darkreach(['run', campaign, '--in-process', '--output', join(folder, 'none')], { run })).toMatchObject(
      { code: 1 },
    );
    expect(await readdir(folder)).toEqual([...new Set([...before, 'bad.yaml'])].sort());
  });

  it('says that a campaign is incomplete, and how to go on', async () => {
    const output = join(folder, 'incomplete');
    const run: Services['run'] = (resolved) => Promise.resolve(campaignResult(resolved, 'incomplete'));
    const { code, out, err } = await darkreach(
      ['run', campaign, '--in-process', '--output', output, '--workers', '2'],
      { run },
    );
    expect(code).toBe(3);
    expect(out).toContain('reach: incomplete');
    expect(err).toContain(
      `Go on with: darkreach run ${campaign} --in-process --output ${output} --workers 2 --device auto\n`,
    );
  });

  it('says what the runner kept and what it has to do again', async () => {
    const run: Services['run'] = async (_campaign, { onProgress, signal }) => {
      onProgress({ stage: 'simulate', done: 103e6, total: 103e6, unit: 'events', rate: 31e6, eta: 0 });
      onProgress({ stage: 'fit', done: 2, total: 6, unit: 'limits', rate: 1, eta: 4 });
      recorded.interrupt();
      expect(signal.aborted).toBe(true);
      throw new CampaignInterruptedError(7, 7);
    };
    const recorded = recordedContext({ run });
    const words = ['run', campaign, '--in-process', '--output', join(folder, 'fitting')];
    expect(await runCli(words, recorded.context, { version: '1', debug: false })).toBe(3);
    expect(recorded.err()).toMatch(/: 7 of 7 shards, 103M of 103M events; 2 of 6 limits will be computed again\n/);
  });

  it('stops at an interrupt, even if the work does not, and says what is kept', async () => {
    const output = join(folder, 'interrupted');
    const stuck: Services['run'] = (_campaign, { onProgress, signal }) => {
      onProgress({ stage: 'simulate', done: 2e6, total: 103e6, unit: 'events', rate: 31e6, eta: 3.3 });
      signal.addEventListener('abort', () =>
        onProgress({ stage: 'simulate', done: 3e6, total: 103e6, unit: 'events', rate: 31e6, eta: 3.2 }),
      );
      setImmediate(() => recorded.interrupt());
      return new Promise(() => undefined);
    };
    const recorded = recordedContext({ run: stuck });
    const words = ['run', campaign, '--in-process', '--output', output, '--workers', '3', '--device', 'cpu'];
    expect(await runCli(words, recorded.context, { version: '1', debug: false })).toBe(3);
    expect(recorded.err()).toContain('simulating   1 %, 2M of 103M events, 31M/s, 3.3 s to go\n');
    expect(recorded.err()).toMatch(/Interrupted after 0.0 s; kept in .*reach-[0-9a-f]{12}: 3M of 103M events\n/);
    expect(recorded.err()).toMatch(
      /Go on with: darkreach run .*campaign.yaml --in-process --output .*interrupted --workers 3 --device cpu\n$/,
    );
    expect(recorded.out()).toBe('');
  });
});
