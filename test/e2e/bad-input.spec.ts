import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { darkreach, start } from './darkreach.js';

const CAMPAIGN = `apiVersion: darkreach/v1
name: small
channels:
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1]
    masses: [1, 2]
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-e2e-'));
  await writeFile(join(folder, 'good.yaml'), CAMPAIGN);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the built program', () => {
  it.each([
    ['a missing part', 'name: x\n', 'campaign.yaml:1:1 apiVersion: is missing; allowed: darkreach/v1'],
    ['YAML that does not parse', 'name: [x\n', 'campaign.yaml:2:1 YAML: '],
    [
      'an unknown key',
      `${CAMPAIGN}sede: 1\n`,
      'campaign.yaml:8:1 sede: "sede" is not a known key, did you mean "seed"?',
    ],
    [
      'an unknown search',
      CAMPAIGN.replace('photon', 'foton'),
      'campaign.yaml:4:9 channels.0.id: "dark-foton-invisible" is no known search, did you mean "dark-photon-invisible"?',
    ],
    [
      'a luminosity without unit',
      CAMPAIGN.replace(' fb^-1', ''),
      'campaign.yaml:6:20 channels.0.luminosities.0: 20 has no unit; allowed: pb^-1, fb^-1, ab^-1, e.g. "50 ab^-1"',
    ],
    [
      'a luminosity that is not positive',
      CAMPAIGN.replace('20 fb', '-20 fb'),
      'campaign.yaml:6:20 channels.0.luminosities.0: "-20 fb^-1" is not positive',
    ],
    [
      'a mass that is no number',
      CAMPAIGN.replace('[1, 2]', '[1, .nan]'),
      'campaign.yaml:7:17 channels.0.masses.1: NaN is no finite number',
    ],
    [
      'a mass beyond phase space',
      CAMPAIGN.replace('[1, 2]', '[1, 12]'),
      'campaign.yaml:7:17 channels.0.masses.1: 12 GeV is beyond phase space',
    ],
    [
      'a thousand million masses',
      CAMPAIGN.replace('[1, 2]', '{from: 1, to: 2, points: 1000000000, spacing: log}'),
      'campaign.yaml:7:38 channels.0.masses.points: 1000000000 is out of range',
    ],
    ['a seed that is no integer', `${CAMPAIGN}seed: 1.5\n`, 'campaign.yaml:8:7 seed: 1.5 is no whole number'],
  ])('refuses %s in one line, with exit code 2, and writes nothing', async (_what, text, message) => {
    const own = await mkdtemp(join(folder, 'case-'));
    await writeFile(join(own, 'campaign.yaml'), text);
    const { code, out, err } = await darkreach(own, 'run', 'campaign.yaml');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect(await readdir(own)).toEqual(['campaign.yaml']);
  });

  it('refuses a missing file and an output folder that cannot be written', async () => {
    expect(await darkreach(folder, 'run', 'none.yaml')).toEqual({
      code: 2,
      out: '',
      err: 'none.yaml:1:1 there is no such file; "darkreach init" writes one to start from\n',
    });
    const { code, err } = await darkreach(folder, 'run', 'good.yaml', '--output', 'good.yaml');
    expect(code).toBe(2);
    expect(err).toMatch(/^output folder good.yaml\/small-[0-9a-f]{12} cannot be written: .*\n$/);
  });

  it('writes a campaign with init that it calls valid and can plan', async () => {
    const own = await mkdtemp(join(folder, 'init-'));
    expect(await darkreach(own, 'init')).toMatchObject({ code: 0, err: '' });
    expect(await darkreach(own, 'validate', 'campaign.yaml')).toMatchObject({ code: 0, err: '' });
    expect(await darkreach(own, 'plan', 'campaign.yaml')).toMatchObject({ code: 0, err: '' });
    expect(await darkreach(own, 'init')).toMatchObject({ code: 2, out: '' });
  });

  it('stops at Ctrl-C, keeps what is finished and says how to go on', async () => {
    const own = await mkdtemp(join(folder, 'stop-'));
    await writeFile(join(own, 'campaign.yaml'), `${CAMPAIGN}events: {signal: 1e6, background: 1e9}\n`);
    const running = start(own, ['run', 'campaign.yaml', '--in-process', '--workers', '1', '--device', 'webasm']);
    await running.shown(/, [1-9][\d.]*[kMG]? of 1[\d.]*G events/);
    running.interrupt();
    const { code, out, err } = await running.exit;
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/Interrupted after .* kept in results\/small-[0-9a-f]{12}: [1-9]\d* of \d+ shards/);
    expect(err).toMatch(
      /Go on with: node .*main.js run campaign.yaml --in-process --output results --workers 1 --device webasm\n$/,
    );
    const [results = ''] = await readdir(join(own, 'results'));
    expect((await readdir(join(own, 'results', results, 'shards'))).length).toBeGreaterThan(0);
  }, 180_000);
});
