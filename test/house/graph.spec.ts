import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { ROOT } from './cruise.js';

describe('the graph in ARCHITECTURE.md', () => {
  it('is what the imports are', () => {
    const { status, stderr } = spawnSync(process.execPath, [`${ROOT}tools/graph.mjs`, '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
