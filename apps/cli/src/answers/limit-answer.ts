import type { LimitBand } from '@darkreach/statistics';
import type { Colours } from '../terminal.js';
import { limitNumber, withError } from '../text/limit-number.js';
import { count, percent, significant } from '../text/quantities.js';
import { table } from '../text/table.js';
import { subjectLine, subjectMembers, type Answer, type Subject } from './answer.js';

/** CLs upper limits, observed and expected. */
export function limitAnswer(band: LimitBand, subject: Subject): Answer {
  return { document: limitDocument(band, subject), text: (colours) => limitText(band, subject, colours) };
}

function limitDocument(band: LimitBand, subject: Subject): Answer['document'] {
  const { expected, observed, medianError, observedError } = band;
  return {
    ...subjectMembers(subject),
    statement: band.statement,
    cl: band.cl,
    method: band.method,
    ...(band.reason === undefined ? {} : { reason: band.reason }),
    test_stat: testStatisticName(band.testStatistic),
    status: band.status,
    ...(observed === undefined ? {} : { limit_obs: observed, limit_obs_error: observedError ?? 0 }),
    limit_exp: expected,
    limit_exp_error: medianError,
    ...(band.method === 'toys' && band.asymptotic !== undefined ? { limit_exp_asymptotic: band.asymptotic } : {}),
    background_under_signal: band.backgroundInWindow,
    toys: band.toys,
    refitted_toys: band.refittedToys,
    failed_fits: band.failedFits,
    scan: band.scan.map(({ mu, clsExpected, clsObserved, error, toys }) => ({
      mu,
      CLs_exp: clsExpected,
      ...(clsObserved === undefined ? {} : { CLs_obs: clsObserved }),
      error,
      toys,
    })),
  };
}

function limitText(band: LimitBand, subject: Subject, colours: Colours): string {
  const { bold } = colours;
  const [low2, low1, median, high1, high2] = band.expected.map(limitNumber) as [string, string, string, string, string];
  const observed = band.observed === undefined ? [] : [band.observed];
  const columns = [
    ...observed.map(() => ({ title: 'observed', align: 'right' as const })),
    ...BAND_TITLES.map((title) => ({ title, align: 'right' as const })),
  ];
  const row = [
    ...observed.map((limit) => bold(withError(limit, band.observedError ?? 0))),
    low2,
    low1,
    bold(median === '-' ? median : withError(band.expected[2], band.medianError)),
    high1,
    high2,
  ];
  const head = `${bold(subjectLine(subject))}\nUpper limits on ${subject.poi}, ${levelText(band.cl)} CL, CLs with ${
    band.testStatistic ?? 'q~'
  }\n`;
  return `${head}${table(columns, [row], colours)}${howText(band, subject.poi, colours)}`;
}

const BAND_TITLES = ['-2σ', '-1σ', 'median', '+1σ', '+2σ'] as const;

/** How the numbers were found, and why some are missing. */
function howText(band: LimitBand, poi: string, colours: Colours): string {
  const how = band.reason ?? band.method;
  const lines = [
    /background/.test(how)
      ? how
      : `${how}; ${significant(band.backgroundInWindow, 3)} background events under the signal`,
    ...(band.toys > 0 ? [toysText(band, colours)] : []),
    ...statusLines(band, poi).map((line) => colours.yellow(line)),
    ...(band.toys === 0 && band.failedFits > 0 ? [colours.red(`${band.failedFits} failed fits`)] : []),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

function toysText({ toys, refittedToys, failedFits, medianError, expected }: LimitBand, colours: Colours): string {
  const failed = failedFits === 0 ? 'no failed fits' : colours.red(`${failedFits} failed fits`);
  const error = medianError > 0 ? `, median to ${percent(medianError / expected[2])}` : '';
  return `${count(toys)} toys${error}, ${refittedToys} fitted again in double precision, ${failed}`;
}

function statusLines({ status }: LimitBand, poi: string): readonly string[] {
  switch (status) {
    case 'ok':
      return [];
    case 'outside-range':
      return [`outside-range: limits shown as - are above the bound of ${poi}; --mu-max moves it`];
    case 'fit-failed':
      return ['fit-failed: a fit did not converge after every retry'];
  }
}

/** pyhf's word for a test statistic. */
export function testStatisticName(statistic: 'q~' | 'q' | undefined): 'qtilde' | 'q' {
  return statistic === 'q' ? 'q' : 'qtilde';
}

/** 0.9 as `90 %`. */
export function levelText(cl: number): string {
  return `${significant(cl * 100, 4)} %`;
}
