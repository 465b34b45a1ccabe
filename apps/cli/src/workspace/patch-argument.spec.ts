import { describe, expect, it } from '@jest/globals';
import { patchArgument } from './patch-argument.js';

describe('patchArgument', () => {
  const none = (): boolean => false;

  it('takes file and name apart', () => {
    expect(patchArgument('patch.json', none)).toEqual({ file: 'patch.json' });
    expect(patchArgument('set.json:mass_2', none)).toEqual({ file: 'set.json', name: 'mass_2' });
    expect(patchArgument('C:\\set.json:mass_2', none)).toEqual({ file: 'C:\\set.json', name: 'mass_2' });
  });

  it('leaves a colon that belongs to the file', () => {
    expect(patchArgument('a:b.json', (file) => file === 'a:b.json')).toEqual({ file: 'a:b.json' });
  });

  it('takes a list for the values of a patch', () => {
    expect(patchArgument('set.json:[0.5, "x"]', none)).toEqual({ file: 'set.json', name: [0.5, 'x'] });
    expect(patchArgument('set.json:[0.5', none)).toEqual({ file: 'set.json', name: '[0.5' });
  });
});
