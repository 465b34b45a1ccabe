import { describe, expect, it } from '@jest/globals';
import { didYouMean, nearestName } from './suggestion.js';

describe('nearestName', () => {
  const names = ['luminosities', 'masses', 'model', 'seed'];

  it('finds the name that was meant', () => {
    expect(['luminosity', 'mases', 'Seed', 'sede', 'lumi'].map((given) => nearestName(given, names))).toEqual([
      'luminosities',
      'masses',
      'seed',
      'seed',
      'luminosities',
    ]);
  });

  it('says nothing rather than something far', () => {
    expect(nearestName('histogram', names)).toBeUndefined();
    expect(didYouMean('histogram', names)).toBe('');
    expect(didYouMean('x'.repeat(100_000), names)).toBe('');
  });
});
