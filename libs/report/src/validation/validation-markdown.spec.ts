import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { validationMarkdown } from './validation-markdown.js';
import { validationRows } from './validation-rows.js';

const rows = validationRows(sampleResult);
const checks = [{ kind: 'validation-check', passed: true, text: 'It holds.' }] as const;
const report = { rows, result: sampleResult, checks, sections: ['## Why\n\nBecause.'] };
const text = validationMarkdown(report);
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

  it('lists each input once for each experiment, by how far it can be trusted', () => {
    expect(text.match(/`veto\.ifr`/g)).toHaveLength(2);
    const order = ['Calibrated:', '`veto.ifr`', 'Assumed:', '`photonLoss.barrel`', 'Published:', '`resolution.energy`'];
    const places = order.map((word) => text.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('says before anything else by what settings it was made and whether the checks hold', () => {
    const [, settings, check] = text.split('\n\n');
    expect(settings).toContain('seed 42, 1e+6 signal events for each mass, 1e+8 background events');
    expect(check).toBe('**It holds.**');
  });

  it('names what is calibrated, and says that nothing else was fitted', () => {
    expect(text).toContain('No parameter was fitted to a published curve beyond');
    expect(text).toContain('the calibrated ones: BaBar veto.ifr, Belle II veto.ifr.');
    const none = { ...sampleResult, searches: sampleResult.searches.map((search) => ({ ...search, inputs: [] })) };
    expect(validationMarkdown({ ...report, result: none })).toContain('; none is calibrated.');
  });

  it('says what each background sample is worth, once for each selection of an experiment', () => {
    expect(text).toContain('| Belle II | high-mass | e+ e- -> gamma gamma | 20.0 | 0.40 % | 1.0e+8 | 160 |');
    expect(text.match(/\| 160 \|/g)).toHaveLength(3 + 6);
  });

  it('has the further sections after the comparison', () => {
    expect(text.indexOf('## Why')).toBeGreaterThan(text.indexOf('## Belle II, 50 ab^-1'));
    expect(text.indexOf('## Why')).toBeLessThan(text.indexOf('## Inputs'));
  });

  it('is the same text for the same results, whatever machine they come from', () => {
    const statistics = { ...sampleResult.statistics, workers: 64, simulateSeconds: 1 };
    expect(validationMarkdown({ ...report, result: { ...structuredClone(sampleResult), statistics } as never })).toBe(
      text,
    );
  });

  it('says so when nothing can be compared', () => {
    const empty = { ...report, result: { ...sampleResult, curves: [], searches: [] } };
    expect(validationMarkdown({ ...empty, rows: [] })).toContain('No published point');
    const none = { ...rows[0]!, ours: Number.NaN, ratio: Number.NaN, note: 'fit-failed at 1 GeV' };
    expect(validationMarkdown({ ...empty, rows: [none] })).toContain('No point could be compared.');
    expect(validationMarkdown({ ...empty, rows: [none] })).toContain('fit-failed at 1 GeV');
  });
});
