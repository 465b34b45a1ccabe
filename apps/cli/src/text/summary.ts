import type { CampaignResult, LimitCurve, LimitPoint, SearchSummary } from '@darkreach/campaign';
import type { Colours } from '../terminal.js';
import { relative } from 'node:path';
import { count, duration, percent, scientific, significant } from './quantities.js';
import { table, type Column } from './table.js';

const SHOWN_MASSES = 5;

const LIMIT_COLUMNS: readonly Column[] = [
  { title: 'experiment' },
  { title: 'luminosity', align: 'right' },
  { title: 'mass/GeV', align: 'right' },
  { title: '-2σ', align: 'right' },
  { title: '-1σ', align: 'right' },
  { title: 'median', align: 'right' },
  { title: '+1σ', align: 'right' },
  { title: '+2σ', align: 'right' },
  { title: 'method' },
  { title: 'toys', align: 'right' },
  { title: 'toy error', align: 'right' },
  { title: 'MC error', align: 'right' },
];

const BACKGROUND_COLUMNS: readonly Column[] = [
  { title: 'experiment' },
  { title: 'luminosity', align: 'right' },
  { title: 'background' },
  { title: 'region' },
  { title: 'events', align: 'right' },
  { title: 'MC error', align: 'right' },
  { title: 'generated', align: 'right' },
  { title: 'MC equivalent', align: 'right' },
];

export interface RunOutcome {
  readonly folder: string;
  readonly files: readonly string[];
  readonly seconds: number;
  /** Further lines about the work. */
  readonly notes?: readonly string[];
}

/** What of a result is told. */
type Told = Pick<CampaignResult, 'campaign' | 'status' | 'searches' | 'curves' | 'statistics'>;

/** What a person wants to know at the end of a run. */
export function summary(result: Told, { folder, files, seconds, notes = [] }: RunOutcome, colours: Colours): string {
  const { bold } = colours;
  const { campaign, status, searches, curves } = result;
  const level = significant(campaign.statistics.cl * 100, 4);
  const blocks = [
    `${bold(campaign.name)}: ${status} in ${duration(seconds)}\n`,
    ...couplings(result).map((coupling) => {
      const { channel, title, symbol } = coupling;
      const own = curves.filter((curve) => curve.channel === channel);
      return `${bold(title)}: expected upper limits on ${symbol} (CLs, ${level} % CL)\n${limits(own, searches, colours)}`;
    }),
    `${bold('Backgrounds')} over the whole observable range\n${backgrounds(curves, searches, colours)}`,
    work(result, notes, colours),
    assumptions(searches, colours),
    fileList(folder, files, colours),
  ];
  return `\n${blocks.filter((block) => block !== '').join('\n')}`;
}

function couplings({ searches }: Told) {
  const named = searches.map(({ channel, title, coupling }) => ({ channel, title, symbol: coupling.name }));
  return [...new Map(named.map((entry) => [entry.channel, entry])).values()];
}

function limits(curves: readonly LimitCurve[], searches: readonly SearchSummary[], colours: Colours): string {
  const rows = curves.flatMap((curve) =>
    chosen(curve.points.filter(({ band }) => band.status === 'ok')).map((point, i) => [
      i === 0 ? experimentTitle(curve, searches) : '',
      i === 0 ? curve.luminosity.label : '',
      ...limitRow(point, colours),
    ]),
  );
  const without = curves.flatMap((curve) => missing(curve, searches));
  return table(LIMIT_COLUMNS, rows, colours) + without.map((line) => `  ${colours.yellow(line)}\n`).join('');
}

function limitRow(
  { mass, coupling, couplingError, band, efficiency, efficiencyError }: LimitPoint,
  colours: Colours,
): string[] {
  const [low2, low1, median, high1, high2] = coupling.map(scientific) as [string, string, string, string, string];
  const toys = band.method === 'toys';
  return [
    significant(mass, 4),
    low2,
    low1,
    colours.bold(median),
    high1,
    high2,
    band.method,
    toys ? count(band.toys) : '-',
    toys ? percent(couplingError / coupling[2]) : '-',
    percent(efficiencyError / efficiency),
  ];
}

/** A few, from the first to the last. */
function chosen(points: readonly LimitPoint[]): readonly LimitPoint[] {
  if (points.length <= SHOWN_MASSES) return points;
  const at = (i: number) => Math.round((i * (points.length - 1)) / (SHOWN_MASSES - 1));
  return Array.from({ length: SHOWN_MASSES }, (_, i) => points[at(i)]).filter((point) => point !== undefined);
}

/** One line for each reason why masses of a curve have no limit. */
function missing(curve: LimitCurve, searches: readonly SearchSummary[]): readonly string[] {
  return (['outside-range', 'fit-failed', 'not-computed'] as const).flatMap((status) => {
    const masses = curve.points.filter(({ band }) => band.status === status).map(({ mass }) => mass);
    if (masses.length === 0) return [];
    const [first = Number.NaN] = masses;
    const range =
      masses.length === 1
        ? significant(first, 4)
        : `${significant(first, 4)} to ${significant(masses.at(-1) ?? first, 4)}`;
    return [
      `${experimentTitle(curve, searches)}, ${curve.luminosity.label}: no limit at ${masses.length} of ${curve.points.length} masses (${status}, ${range} GeV)`,
    ];
  });
}

function backgrounds(curves: readonly LimitCurve[], searches: readonly SearchSummary[], colours: Colours): string {
  const rows = curves.flatMap((curve) =>
    curve.backgrounds.map((background, i) => [
      i === 0 ? experimentTitle(curve, searches) : '',
      i === 0 ? curve.luminosity.label : '',
      background.title,
      background.region,
      count(background.events),
      percent(background.relativeStatError),
      background.generatedEvents > 0 ? count(background.generatedEvents) : 'from data',
      `${count(background.equivalentLuminosity)} fb^-1`,
    ]),
  );
  return table(BACKGROUND_COLUMNS, rows, colours);
}

function work({ statistics }: Told, notes: readonly string[], colours: Colours): string {
  const { events, clippedEvents, toys, failedFits, refittedToys, workers, simulateSeconds, fitSeconds, device } =
    statistics;
  const lines = [
    `${count(events)} events in ${duration(simulateSeconds)}${rate(events, simulateSeconds)}, ${count(toys)} toys in ${duration(fitSeconds)}${rate(toys, fitSeconds)}`,
    `${workers} worker${workers === 1 ? '' : 's'} on ${device.backend}, ${device.adapter}`,
    ...device.rejected.map(({ backend, reason }) => `${backend} not used: ${reason}`),
    `${failedFits === 0 ? 'no failed fits' : colours.red(`${failedFits} failed fits`)}, ${refittedToys} toys fitted again in double precision`,
    ...notes,
  ];
  if (clippedEvents > 0)
    lines.push(colours.red(`${clippedEvents} events were heavier than the kernels can carry and were clipped`));
  return `${colours.bold('Work')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function rate(done: number, seconds: number): string {
  return done > 0 && seconds > 0 ? ` (${count(done / seconds)}/s)` : '';
}

function assumptions(searches: readonly SearchSummary[], colours: Colours): string {
  const byExperiment = new Map(searches.map((search) => [search.experiment, search]));
  const lists = [...byExperiment.values()].flatMap(({ experimentTitle: title, inputs }) =>
    (['assumed', 'calibrated'] as const).map((trust) => {
      const paths = inputs.filter((input) => input.trust === trust).map(({ path }) => path);
      return paths.length === 0 ? '' : wrapped(`${title}, ${trust}: ${grouped(paths)}`);
    }),
  );
  const text = lists.join('');
  return text === ''
    ? ''
    : `${colours.bold('Inputs that are not published')} ("darkreach channels" has their values)\n${text}`;
}

/** Paths in alphabetical order; of more than three that begin alike only the number is given. */
function grouped(paths: readonly string[]): string {
  const heads = [...new Set(paths.map(headOf))].sort();
  const groups = heads.map((head) => ({ head, members: paths.filter((path) => headOf(path) === head).sort() }));
  return groups
    .map(({ head, members }) => (members.length > 3 ? `${head}.* (${members.length})` : members.join(', ')))
    .join(', ');
}

function headOf(path: string): string {
  return path.split('.')[0] ?? path;
}

function fileList(folder: string, files: readonly string[], colours: Colours): string {
  const names = files.map((file) => relative(folder, file)).join(' ');
  return `${colours.bold('Files')} in ${folder}\n${wrapped(names)}`;
}

/** Indented lines of at most 100 characters. */
function wrapped(words: string): string {
  return words.replaceAll(/(.{1,98})( |$)/g, '  $1\n');
}

function experimentTitle(curve: LimitCurve, searches: readonly SearchSummary[]): string {
  return searches.find(({ experiment }) => experiment === curve.experiment)?.experimentTitle ?? curve.experiment;
}
