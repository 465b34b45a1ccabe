import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { ReportReadError } from '../errors.js';
import { sampleResult } from '../../fixtures/sample-result.js';
import { manifestFile, updateManifest } from './manifest.js';

const input = { result: sampleResult, campaignText: 'a', campaignFile: '/home/someone/secret/reach.yaml' };
const files = [{ path: 'abc.txt', content: 'abc' }];
/** SHA-256 of `abc`, FIPS 180-2 appendix B.1. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('manifest.json', () => {
  it('has the SHA-256 and size of every file', async () => {
    const { content } = await manifestFile(input, files);
    expect(JSON.parse(content as string)).toMatchObject({ files: [{ path: 'abc.txt', bytes: 3, sha256: ABC }] });
  });

  it('says by what version, from which seed, on what kind of machine, and how long', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    const { content } = await manifestFile(input, files);
    expect(JSON.parse(content as string)).toMatchObject({
      project: { name: 'darkreach', version },
      campaign: { name: 'sample', digest: sampleResult.digest, file: 'reach.yaml' },
      seed: 42,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      device: { backend: 'webasm', digest: 'abc' },
      counts: { events: 241_000_000, clippedEvents: 0, failedFits: 0 },
      timings: { simulateSeconds: 31.5, fitSeconds: 2.25 },
    });
  });

  it('does not give away the folders of whoever ran it', async () => {
    expect((await manifestFile(input, files)).content).not.toContain('someone');
  });

  it('is brought up to date file by file', async () => {
    const { content } = await manifestFile(input, [...files, { path: 'kept', content: '1' }]);
    const updated = updateManifest(
      content as string,
      [
        { path: 'abc.txt', content: '' },
        { path: 'new', content: 'abc' },
      ],
      'm',
    );
    const { files: records, seed } = JSON.parse(updated.content as string) as {
      files: { path: string; bytes: number; sha256: string }[];
      seed: number;
    };
    expect(records.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['abc.txt', 0],
      ['kept', 1],
      ['new', 3],
    ]);
    expect(records[2]!.sha256).toBe(ABC);
    expect(seed).toBe(42);
  });

  it('refuses to bring up to date what is no manifest', () => {
    expect(() => updateManifest('{}', [], 'm')).toThrow(ReportReadError);
  });
});
