import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { sampleResult } from '../fixtures/sample-result.js';
import { writeReport } from './write-report.js';

const input = { result: sampleResult, campaignText: '# mine\nname: sample\r\n', campaignFile: 'sample.yaml' };
let folder: string;
let written: readonly string[];
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

/** Paths of all files in a folder and below it. */
async function filesIn(top: string): Promise<string[]> {
  const names = await readdir(top, { recursive: true });
  return names.filter((name) => !names.some((other) => other.startsWith(join(name, '/'))));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-'));
  written = await writeReport(input, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('writeReport', () => {
  it('returns exactly what is in the folder, the manifest last', async () => {
    expect(written.map((path) => relative(folder, path)).sort()).toEqual((await filesIn(folder)).sort());
    expect(written.at(-1)).toBe(join(folder, 'manifest.json'));
  });

  it('writes tables, documents, and every drawing in three formats', async () => {
    const documents = [
      'limits.csv',
      'backgrounds.csv',
      'limits.json',
      'histograms.json',
      'citations.bib',
      'campaign.yaml',
      'campaign.resolved.yaml',
    ];
    const drawings = ['reach', 'limit-babar-53fb', 'recoil-belle2-low-mass'].flatMap((name) =>
      ['svg', 'png', 'pdf'].map((end) => `${name}.${end}`),
    );
    const pyhf = ['pyhf/belle2-50ab.json', 'pyhf/belle2-50ab-patchset.json'];
    expect(await filesIn(folder)).toEqual(expect.arrayContaining([...documents, ...drawings, ...pyhf]));
  });

  it('keeps the campaign byte for byte, and as resolved', async () => {
    expect(await read('campaign.yaml')).toBe(input.campaignText);
    expect(parse(await read('campaign.resolved.yaml'))).toMatchObject({ name: 'sample', seed: 42 });
  });

  it('has a manifest whose digests are those of the files', async () => {
    const { files } = JSON.parse(await read('manifest.json')) as {
      files: { path: string; sha256: string; bytes: number }[];
    };
    expect(files).toHaveLength(written.length - 1);
    for (const { path, sha256, bytes } of files) {
      const content = await readFile(join(folder, path));
      expect([path, createHash('sha256').update(content).digest('hex')]).toEqual([path, sha256]);
      expect(content.length).toBe(bytes);
    }
  });

  it('writes the same bytes for the same results on another machine, but for the manifest', async () => {
    const again = await mkdtemp(join(tmpdir(), 'darkreach-'));
    const statistics = {
      ...sampleResult.statistics,
      workers: 64,
      simulateSeconds: 1,
      device: { backend: 'webgpu', adapter: 'x', digest: 'y', rejected: [] },
    };
    await writeReport({ ...input, result: { ...structuredClone(sampleResult), statistics } }, again);
    for (const name of (await filesIn(folder)).filter((file) => file !== 'manifest.json')) {
      expect([name, Buffer.compare(await readFile(join(folder, name)), await readFile(join(again, name)))]).toEqual([
        name,
        0,
      ]);
    }
    expect(await read('manifest.json')).not.toBe(await readFile(join(again, 'manifest.json'), 'utf8'));
    await rm(again, { recursive: true });
  });
});
