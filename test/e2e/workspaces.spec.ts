import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { darkreach, piped } from './darkreach.js';

/** Two bins, a signal, a background with an uncertainty in each bin. */
const WORKSPACE = {
  channels: [
    {
      name: 'recoil',
      samples: [
        { name: 'signal', data: [5, 10], modifiers: [{ name: 'mu', type: 'normfactor', data: null }] },
        { name: 'background', data: [50, 60], modifiers: [{ name: 'gamma', type: 'shapesys', data: [5, 12] }] },
      ],
    },
  ],
  observations: [{ name: 'recoil', data: [51, 48] }],
  measurements: [{ name: 'meas', config: { poi: 'mu', parameters: [] } }],
  version: '1.0.0',
};
const TEXT = JSON.stringify(WORKSPACE, null, 1);
const PATCHSET = {
  metadata: {
    references: { hepdata: 'ins0000000' },
    digests: { sha256: '0'.repeat(64) },
    labels: ['mass'],
    description: 'for another workspace',
  },
  patches: [{ metadata: { name: 'mass_1', values: [1] }, patch: [{ op: 'test', path: '/version', value: '1.0.0' }] }],
  version: '1.0.0',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-e2e-'));
  await writeFile(join(folder, 'good.json'), TEXT);
});
afterAll(() => rm(folder, { recursive: true }));

const one = (text: string, from: string | RegExp, to: string): string => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to replace: ${String(from)}`);
  return changed;
};

describe('the built program on a workspace', () => {
  it('states limit, CLs, fit and discovery as JSON, from a file and from standard input', async () => {
    const { code, out, err } = await darkreach(folder, 'cls', 'good.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const cls = JSON.parse(out) as Record<string, unknown>;
    expect(cls['CLs_exp']).toHaveLength(5);
    expect(cls['CLs_obs']).toBeCloseTo(0.205015, 5);
    const fit = JSON.parse((await piped(folder, TEXT, 'fit', '-')).out) as Record<string, unknown>;
    expect(fit).toMatchObject({ status: 'converged', workspace: 'standard input' });
    expect(Object.keys(fit['mle_parameters'] as object).sort()).toEqual(['gamma', 'mu']);
    expect(JSON.parse((await darkreach(folder, 'limit', 'good.json')).out)).toMatchObject({
      method: 'asymptotic',
      status: 'ok',
      cl: 0.9,
      limit_exp: expect.any(Array),
    });
    expect(JSON.parse((await darkreach(folder, 'discovery', 'good.json')).out)).toMatchObject({ p0_obs: 0.5 });
  });

  it('states the same limit by toys with one worker and with two', async () => {
    const limit = async (workers: string): Promise<string> => {
      const words = ['limit', 'good.json', '--method', 'toys', '--toys', '4000', '--workers', workers];
      const { code, out } = await darkreach(folder, ...words, '--device', 'webasm');
      expect(code).toBe(0);
      return out;
    };
    const one = await limit('1');
    expect(JSON.parse(one)).toMatchObject({ method: 'toys', status: 'ok' });
    expect(await limit('2')).toBe(one);
  });

  it.each([
    ['text that is no JSON', '{"channels": [\n  {,', 'bad.json:2:4 '],
    ['NaN', one(TEXT, '"data": [\n      5,', '"data": [\n      NaN,'), 'NaN is no number of JSON'],
    ['a negative yield', one(TEXT, '      5,', '      -5,'), '/channels/0/samples/0/data/0: is -5; allowed is'],
    ['unequal bins', one(TEXT, '50,\n      60', '50'), '/channels/0/samples/'],
    ['an unknown modifier', one(TEXT, 'shapesys', 'shapesyst'), '/channels/0/samples/1/modifiers/0/type: '],
    [
      'an empty region',
      JSON.stringify({ ...WORKSPACE, channels: [{ name: 'recoil', samples: [] }] }),
      '/channels/0/samples: ',
    ],
    [
      'a parameter of interest that is missing',
      one(TEXT, '"poi": "mu"', '"poi": "nu"'),
      '/measurements/0/config/poi: ',
    ],
    ['an unknown member', one(TEXT, '"version"', '"extra": 1, "version"'), 'extra'],
    ['another version', one(TEXT, '1.0.0', '2.0.0'), '/version: '],
    ['a list', '[]', 'bad.json: workspace: '],
  ])('refuses %s in one line, with exit code 2', async (_what, text, message) => {
    const own = await mkdtemp(join(folder, 'case-'));
    await writeFile(join(own, 'bad.json'), text);
    for (const command of ['limit', 'fit']) {
      const { code, out, err } = await darkreach(own, command, 'bad.json', '--output', 'answer.json');
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^bad.json:/);
      expect(err).toContain(message);
      expect(err.match(/\n/g)).toHaveLength(1);
    }
    expect(await readdir(own)).toEqual(['bad.json']);
  });

  it('refuses a digest that does not match, a patch that does not fit, and goes on where it is told to', async () => {
    await writeFile(join(folder, 'patchset.json'), JSON.stringify(PATCHSET));
    const words = ['cls', 'good.json', '--patch', 'patchset.json:mass_1'];
    const { code, err } = await darkreach(folder, ...words);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^patchset.json: it is not for good.json: the sha256 digest of the workspace is [0-9a-f]{64}; /,
    );
    expect(err.match(/\n/g)).toHaveLength(1);
    expect((await darkreach(folder, ...words, '--no-verify')).code).toBe(0);
    await writeFile(join(folder, 'patch.json'), '[{"op": "remove", "path": "/channels/7"}]');
    const unfit = await darkreach(folder, 'cls', 'good.json', '--patch', 'patch.json');
    expect(unfit).toMatchObject({ code: 2, out: '' });
    expect(unfit.err).toMatch(/^patch.json: operation 0 of the patch, at "\/channels\/7": .*\n$/);
  });

  it('refuses files that are missing, too large or no text', async () => {
    const large = join(folder, 'large.json');
    await writeFile(large, '');
    await truncate(large, 2 ** 28 + 1);
    await writeFile(join(folder, 'latin.json'), Buffer.from([0x7b, 0xe9]));
    const refused = async (file: string): Promise<string> => {
      const { code, out, err } = await darkreach(folder, 'limit', file);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return err;
    };
    expect(await refused('none.json')).toBe('none.json: there is no such file\n');
    expect(await refused('large.json')).toBe('large.json: it has 268435457 bytes; allowed: at most 268435456\n');
    expect(await refused('latin.json')).toBe('latin.json: it is no UTF-8 text\n');
  });

  it.each([
    [['limit', '--method', 'guess'], 'Allowed choices are auto, asymptotic, toys, bayesian, feldman-cousins.'],
    [['limit', '--cl', '95'], 'Allowed is a number above 0 and below 1.'],
    [['limit', '--toys', '1'], 'Allowed is a whole number from 100 to 1000000000.'],
    [['cls', '--mu', '11'], '--mu: mu is 11; allowed: 0 to 10, its bounds in the measurement'],
    [['fit', '--fixed', 'nu=1'], '--fixed nu=1: there is no parameter nu; allowed: mu, gamma[0..1]'],
    [['limit', '--measurement', 'mess'], 'no measurement is called "mess"'],
  ])('refuses %j in one line', async (words, message) => {
    const { code, out, err } = await darkreach(folder, words[0]!, 'good.json', ...words.slice(1));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.match(/\n/g)).toHaveLength(1);
  });
});
