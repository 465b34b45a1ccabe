import type { ResolvedCampaign, ResolvedSearch } from '@darkreach/campaign';
import type { Colours } from '../terminal.js';
import { significant } from './quantities.js';
import { table } from './table.js';

/** One row for each search: what is asked of it, and how many limits that makes. */
export function campaignTable({ searches }: ResolvedCampaign, colours: Colours): string {
  const columns = [
    { title: 'search' },
    { title: 'experiment' },
    { title: 'luminosities' },
    { title: 'masses', align: 'right' },
    { title: 'range/GeV', align: 'right' },
    { title: 'limits', align: 'right' },
  ] as const;
  const rows = searches.map((search) => [
    search.channel,
    search.experiment,
    search.luminosities.map(({ label }) => label).join(', '),
    String(search.masses.length),
    massRange(search.masses),
    String(limitCount(search)),
  ]);
  return table(columns, rows, colours);
}

function limitCount({ masses, luminosities }: ResolvedSearch): number {
  return masses.length * luminosities.length;
}

function massRange(masses: readonly number[]): string {
  const [first = Number.NaN] = masses;
  return masses.length === 1
    ? significant(first, 4)
    : `${significant(first, 4)} - ${significant(masses.at(-1) ?? first, 4)}`;
}
