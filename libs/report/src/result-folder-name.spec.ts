import { describe, expect, it } from '@jest/globals';
import { resultFolderName } from './result-folder-name.js';
import { sampleResult } from '../fixtures/sample-result.js';

describe('resultFolderName', () => {
  it('is the name and the beginning of the digest', () => {
    expect(resultFolderName(sampleResult)).toBe('sample-c0ffee012345');
  });
});
