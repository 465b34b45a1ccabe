import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { backgroundsCsv } from './backgrounds-csv.js';

describe('backgroundsCsv', () => {
  const lines = backgroundsCsv(sampleResult).trimEnd().split('\n');

  it('has a line for each background of each selection at each luminosity', () => {
    expect(lines).toHaveLength(1 + 3 + 6 + 6);
    expect(lines[0]).toContain('region,process,title,expected [events]');
    expect(lines[1]).toBe(
      'dark-photon-invisible,babar,53 fb^-1,53,low-mass,gamma-gamma,e+ e- -> gamma gamma,212000,0.004,100000000,60000,160',
    );
    expect(lines.filter((line) => line.includes('20 fb^-1,20,high-mass'))).toHaveLength(3);
  });
});
