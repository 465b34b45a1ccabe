import { makePatchset, writePatchset, type Patch } from '@darkreach/statistics';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, counting, countingText, darkreach, fixture } from '../../fixtures/command.js';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'darkreach-patches-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('standard input, files and patches', () => {
  const patch = (name: string, mass: number, signal: number): Patch => ({
    metadata: { name, values: [mass] },
    patch: [{ op: 'replace', path: '/channels/0/samples/0/data/0', value: signal }],
  });
  let patchset = '';
  beforeAll(async () => {
    patchset = join(folder, 'patchset.json');
    const made = makePatchset({
      workspaceText: countingText,
      hepdata: 'ins0000000',
      labels: ['mass'],
      description: 'two masses',
      patches: [patch('mass_1', 1, 2), patch('mass_2', 2, 4)],
    });
    await writeFile(patchset, writePatchset(made));
  });

  it('reads - and nothing as standard input', async () => {
    const { workspace: _, ...fromFile } = await answer(['cls', counting]);
    const piped = await answer(['cls', '-'], countingText);
    expect(piped).toEqual({ workspace: 'standard input', ...fromFile });
    expect(await answer(['cls'], countingText)).toEqual(piped);
  });

  it('writes the JSON into a file and nothing to the screen', async () => {
    const file = join(folder, 'answer.json');
    expect(await darkreach(['cls', counting, '--output', file])).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await answer(['cls', counting]));
  });

  it('applies a plain patch, and a patch of a patchset by name or by values', async () => {
    const plain = join(folder, 'plain.json');
    await writeFile(plain, JSON.stringify(patch('x', 0, 2).patch));
    const { CLs_obs: unpatched } = await answer(['cls', counting, '--mu', '2']);
    for (const word of [plain, `${patchset}:mass_1`, `${patchset}:[1]`]) {
      const printed = await answer(['cls', counting, '--patch', word]);
      expect(printed['CLs_obs']).toBeCloseTo(unpatched as number, 9);
      expect(printed['patches']).toEqual([word]);
    }
  });

  it('has a limit for each patch of a patchset, and a plot against its values', async () => {
    const words = ['limit', counting, '--patchset', patchset, '--method', 'asymptotic'];
    const { labels, limits } = await answer([...words, '--plot', join(folder, 'masses.svg')]);
    expect(labels).toEqual(['mass']);
    const [one, two] = limits as { patch: string; values: number[]; limit_obs: number }[];
    expect([one!.patch, two!.patch, one!.values]).toEqual(['mass_1', 'mass_2', [1]]);
    expect(one!.limit_obs / two!.limit_obs).toBeCloseTo(2, 6);
    expect(await readFile(join(folder, 'masses.svg'), 'utf8')).toContain('Upper limit on ');
    expect((await darkreach([...words, '--table'])).out).toMatch(/mass +observed +-2σ.*\n +1 +.*asymptotic\n +2 +.*/);
  });

  it('refuses a patchset that was made for another workspace, unless told not to verify', async () => {
    const words = ['cls', fixture('count_b3_n0.json'), '--patch', `${patchset}:mass_1`];
    const { code, err } = await darkreach(words);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^.*patchset.json: it is not for .*count_b3_n0.json: the sha256 digest .*--no-verify goes on\n$/,
    );
    expect((await darkreach([...words, '--no-verify'])).code).toBe(0);
  });

  it.each([
    ['mass_3', 'has no patch called "mass_3"'],
    ['', 'has no patch called ""'],
  ])('refuses a patch %j that the patchset does not have', async (name, message) => {
    const { code, err } = await darkreach(['cls', counting, '--patch', `${patchset}:${name}`]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says which patches there are where none is named', async () => {
    const { code, err } = await darkreach(['cls', counting, '--patch', patchset]);
    expect(code).toBe(2);
    expect(err).toContain(`no patch of it is named; allowed: --patch ${patchset}:<name> with one of mass_1, mass_2`);
  });
});
