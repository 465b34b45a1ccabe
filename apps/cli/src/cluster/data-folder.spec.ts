import { describe, expect, it } from '@jest/globals';
import { homedir } from 'node:os';
import { dataFolder } from './data-folder.js';

describe('dataFolder', () => {
  it.each([
    [{ DARKREACH_DATA: '/data', XDG_DATA_HOME: '/xdg' }, true, '/data'],
    [{ XDG_DATA_HOME: '/xdg' }, true, '/var/lib/darkreach'],
    [{ DARKREACH_DATA: '', XDG_DATA_HOME: '/xdg' }, false, '/xdg/darkreach'],
    [{}, false, `${homedir()}/.local/share/darkreach`],
  ])('of %j, root %j, is %s', (environment, root, expected) => {
    expect(dataFolder(environment, root)).toBe(expected);
  });
});
