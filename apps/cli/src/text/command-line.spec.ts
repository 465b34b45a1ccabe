import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { commandLine } from './command-line.js';

describe('commandLine', () => {
  it('leaves plain words as they are', () => {
    expect(commandLine('darkreach', ['run', 'a/b.yaml', '--output', 'r'])).toBe('darkreach run a/b.yaml --output r');
  });

  it('is read by a shell as the words that were meant', () => {
    const words = ['my campaign.yaml', "it's", '$HOME', '', '*'];
    const shown = execFileSync('sh', ['-c', commandLine(String.raw`printf '%s\n'`, words)], { encoding: 'utf8' });
    expect(shown.split('\n').slice(0, -1)).toEqual(words);
  });
});
