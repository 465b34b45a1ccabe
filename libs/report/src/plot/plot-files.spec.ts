import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { plotFiles } from './plot-files.js';

describe('plotFiles', () => {
  it('writes the formats asked for and no other', async () => {
    const files = await plotFiles(sampleResult, ['csv', 'svg', 'json', 'svg']);
    expect(files.map(({ path }) => path)).toContain('reach.svg');
    expect(files.every(({ path }) => path.endsWith('.svg'))).toBe(true);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    expect(await plotFiles(sampleResult, ['csv', 'json'])).toEqual([]);
  });
});
