import type { Citation } from '@darkreach/campaign';
import type { ReportFormat } from '../report-format.js';

/** BibTeX of every citation, each key once, sorted by key. */
export function citationsBib(citations: readonly Citation[]): string {
  const byKey = new Map(citations.map((citation) => [citation.key, citation]));
  const sorted = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.map(entry).join('\n');
}

function entry(citation: Citation): string {
  const { key, title, authors, year, arxiv, doi, url } = citation;
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['author', bibAuthors(authors)],
    ['title', `{${tex(title)}}`],
    ['year', String(year)],
    ['eprint', arxiv],
    ['archivePrefix', arxiv === undefined ? undefined : 'arXiv'],
    ['doi', doi],
    ['url', url],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}},`]));
  return `@${(arxiv ?? doi) ? 'article' : 'misc'}{${key},\n${lines.join('\n')}\n}\n`;
}

/** `A. B, C. D et al.` as BibTeX wants it; a collaboration is one name, not first and last names. */
function bibAuthors(authors: string): string {
  const [names = '', others] = authors.split(/,?\s+et al\.?/);
  const list =
    / and /.test(names) && !names.includes(',') ? names.split(' and ') : names.split(/,\s*(?:and\s+)?|\s+and\s+/);
  const written = list.map((name) => (/collaboration|group/i.test(name) ? `{${tex(name)}}` : tex(name)));
  return [...written, ...(others === undefined ? [] : ['others'])].join(' and ');
}

/** Text for TeX: specials are escaped, unless the text is TeX already (has `$` or a command), and braces balance. */
function tex(text: string): string {
  const escaped = /[$\\]/.test(text) ? text : text.replace(/[&%#_]/g, '\\$&').replace(/[\^~]/g, '\\$&{}');
  return isBalanced(escaped) ? escaped : escaped.replace(/[{}]/g, '');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** citations.bib: what the searches of the campaign rest on and what they are compared with. */
export const citationsFormat: ReportFormat = {
  id: 'citations',
  files: ({ result }) => [
    { path: 'citations.bib', content: citationsBib(result.searches.flatMap((search) => search.citations)) },
  ],
};
