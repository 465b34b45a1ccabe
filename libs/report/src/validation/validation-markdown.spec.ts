import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../testing/sample-result.js';
import { validationMarkdown } from './validation-markdown.js';
import { validationRows } from './validation-rows.js';

const rows = validationRows(sampleResult);
const inputs = sampleResult.searches.flatMap((search) => search.inputs);
const text = validationMarkdown(rows, inputs);
const tables = text
  .trimEnd()
  .split('\n\n')
  .filter((block) => block.startsWith('|'));

describe('validationMarkdown', () => {
  it('has a section for each reference, saying whether it is observed and from where', () => {
    expect(text).toContain('## BaBar, 53 fb^-1: reference observed, arXiv:1702.03327, 90 % CL');
    expect(text).toContain('## Belle II, 50 ab^-1: reference expected (projection), espp, 90 % CL');
  });

  it('has a line for each row, and tables of equal width', () => {
    const lines = tables.slice(0, 3).flatMap((table) => table.split('\n').slice(2));
    expect(lines).toHaveLength(rows.length);
    for (const table of tables) expect(new Set(table.split('\n').map((line) => line.split('|').length)).size).toBe(1);
  });

  it('gives the smoothed ratio beside the ratio, for observed references only', () => {
    expect(tables[0]).toContain('| ratio | smoothed | ratio to smoothed |');
    expect(tables[1]).not.toContain('smoothed');
    expect(text).toContain('two listed neighbours');
  });

  it('names the point that is farthest off', () => {
    const babar = rows.filter((row) => row.reference === 'observed');
    const worst = babar.reduce((a, b) => (Math.abs(Math.log(b.ratio)) > Math.abs(Math.log(a.ratio)) ? b : a));
    expect(text).toContain(`farthest from 1 ${worst.ratio.toFixed(2)} at ${worst.mass} GeV`);
  });

  it('lists each input once, by how far it can be trusted', () => {
    expect(text.match(/`veto\.ifr`/g)).toHaveLength(1);
    const order = ['Calibrated:', '`veto.ifr`', 'Assumed:', '`photonLoss.barrel`', 'Published:', '`resolution.energy`'];
    const places = order.map((word) => text.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('says so when nothing can be compared', () => {
    expect(validationMarkdown([], [])).toContain('No published point');
    const none = { ...rows[0]!, ours: Number.NaN, ratio: Number.NaN, note: 'fit-failed at 1 GeV' };
    expect(validationMarkdown([none], [])).toContain('No point could be compared.');
    expect(validationMarkdown([none], [])).toContain('fit-failed at 1 GeV');
  });
});
