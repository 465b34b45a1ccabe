import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ReportReadError } from './errors.js';
import { redraw } from './redraw.js';
import { sampleResult } from '../fixtures/sample-result.js';
import { writeReport } from './write-report.js';

const campaign = { ...sampleResult.campaign, output: { formats: ['svg'] as const } };
let folder: string;
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkreach-'));
  await writeReport({ result: { ...sampleResult, campaign }, campaignText: '', campaignFile: 'a.yaml' }, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('redraw', () => {
  it('draws the same bytes from the documents as from the results', async () => {
    const names = ['reach.svg', 'limit-belle2-50ab.svg', 'recoil-babar.svg'];
    const before = await Promise.all(names.map(read));
    const manifest = await read('manifest.json');
    for (const name of names) await writeFile(join(folder, name), 'spoilt');
    await redraw(folder);
    expect(await Promise.all(names.map(read))).toEqual(before);
    expect(await read('manifest.json')).toBe(manifest);
  });

  it('draws in another format when asked, and enters that into the manifest', async () => {
    const drawn = await redraw(folder, ['pdf']);
    expect(drawn.map((path) => basename(path))).toContain('reach.pdf');
    expect(drawn.every((path) => path.endsWith('.pdf'))).toBe(true);
    expect(await read('manifest.json')).toContain('"reach.pdf"');
  });

  it('says which document is missing or spoilt', async () => {
    await expect(redraw(join(folder, 'none'))).rejects.toThrow(/limits\.json/);
    await writeFile(join(folder, 'histograms.json'), '{');
    await expect(redraw(folder)).rejects.toThrow(ReportReadError);
    await expect(redraw(folder)).rejects.toThrow(/histograms\.json/);
  });
});
