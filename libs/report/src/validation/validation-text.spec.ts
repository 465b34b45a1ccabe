import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { validationRows } from './validation-rows.js';
import { validationText } from './validation-text.js';

const rows = validationRows(sampleResult);
const checks = [{ kind: 'validation-check', passed: false, text: 'It does not hold.' }] as const;
const text = validationText({ rows, result: sampleResult, checks, sections: [] });
const lines = text.split('\n');

describe('validationText', () => {
  it('has a line for each published point, in columns', () => {
    const table = lines.slice(0, lines.indexOf(''));
    expect(table).toHaveLength(rows.length + 1);
    const column = table[0]!.indexOf('published');
    expect(table[1]!.slice(column)).toMatch(/^9\.50e-4 +\d\.\d\d +\d\.\d\d +observed/);
    expect(table.at(-1)!).toMatch(/^Belle II +50 ab\^-1 +7 .* - +expected \(projection\)/);
  });

  it('says what is assumed, what is calibrated, what the samples are worth, and whether the checks hold', () => {
    expect(text).toContain('  Belle II: photonLoss.barrel');
    expect(text).toContain('the calibrated ones: BaBar veto.ifr');
    expect(text).toContain('  belle2 high-mass radiative-bhabha: 160 fb^-1');
    expect(text).toContain('Belle II 50 ab^-1: medium (espp)');
    expect(lines.at(-2)).toBe('It does not hold.');
  });
});
