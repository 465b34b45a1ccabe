import type { Citation } from '@darkreach/campaign';
import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../fixtures/sample-result.js';
import { citationsBib } from './citations-bib.js';

/** Entries of BibTeX text by key; throws where braces do not balance or a field is not `name = {value},`. */
function parseBib(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const entries = new Map<string, ReadonlyMap<string, string>>();
  for (const block of text.split(/^(?=@)/m)) {
    const [, key, body] = /^@(?:article|misc)\{([^,\s{}]+),\n([\s\S]*)\n\}\n\n?$/.exec(block) ?? [];
    if (key === undefined || body === undefined) throw new Error(`no entry: ${block}`);
    const fields = body.split('\n').map((line) => /^ {2}(\w+) = \{(.*)\},$/.exec(line) ?? []);
    for (const [line, , value] of fields) {
      let depth = 0;
      for (const c of value ?? '}') depth += c === '{' ? 1 : c === '}' ? (depth === 0 ? Number.NaN : -1) : 0;
      if (depth !== 0) throw new Error(`braces of ${line}`);
    }
    entries.set(key, new Map(fields.map(([, name, value]) => [name!, value!])));
  }
  return entries;
}

const paper: Citation = { key: 'a', title: 'T', authors: 'A. B', year: 2020, arxiv: '2001.00001' };
const field = (citation: Partial<Citation>, name: string): string | undefined =>
  parseBib(citationsBib([{ ...paper, ...citation }]))
    .get('a')!
    .get(name);

describe('citationsBib', () => {
  it('parses, each key once and sorted', () => {
    const entries = parseBib(citationsBib(sampleResult.searches.flatMap((search) => search.citations)));
    expect([...entries.keys()]).toEqual(['Kou:2018nap', 'Lees:2017lec', 'NA64:2019imj', 'espp']);
    expect(entries.get('Lees:2017lec')!.get('eprint')).toBe('1702.03327');
    expect(entries.get('Lees:2017lec')!.get('doi')).toBe('10.1103/PhysRevLett.119.131804');
  });

  it('is checked by a parser that refuses unbalanced braces', () => {
    expect(() => parseBib('@article{a,\n  title = {{T},\n}\n')).toThrow(/braces/);
  });

  it.each([
    ['BaBar Collaboration', '{BaBar Collaboration}'],
    ['A. B, C. D', 'A. B and C. D'],
    ['A. B, C. D and E. F', 'A. B and C. D and E. F'],
    ['A. B and C. D', 'A. B and C. D'],
    ['A. B et al.', 'A. B and others'],
    ['A. B, C. D, et al.', 'A. B and C. D and others'],
  ])('writes the authors %p as BibTeX wants them', (authors, written) => {
    expect(field({ authors }, 'author')).toBe(written);
  });

  it('escapes what TeX would take for a command, and leaves TeX alone', () => {
    expect(field({ title: 'B & C_2 at 90 %' }, 'title')).toBe('{B \\& C\\_2 at 90 \\%}');
    expect(field({ title: 'In $e^+e^-$ data' }, 'title')).toBe('{In $e^+e^-$ data}');
  });

  it('drops braces that do not balance', () => {
    expect(field({ title: 'a } b {' }, 'title')).toBe('{a  b }');
  });

  it('is empty for no citations', () => {
    expect(citationsBib([])).toBe('');
  });
});
