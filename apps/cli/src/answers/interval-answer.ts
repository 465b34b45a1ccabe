import type { UnifiedInterval } from '@darkreach/statistics';
import type { Colours } from '../terminal.js';
import { limitNumber, withError } from '../text/limit-number.js';
import { count } from '../text/quantities.js';
import { subjectLine, subjectMembers, type Answer, type Subject } from './answer.js';
import { levelText } from './limit-answer.js';

/** A Feldman-Cousins interval. */
export function intervalAnswer(interval: UnifiedInterval, subject: Subject): Answer {
  return { document: intervalDocument(interval, subject), text: (colours) => intervalText(interval, subject, colours) };
}

function intervalDocument(interval: UnifiedInterval, subject: Subject): Answer['document'] {
  return {
    ...subjectMembers(subject),
    statement: interval.statement,
    cl: interval.cl,
    method: interval.method,
    status: interval.status,
    estimate: interval.estimate,
    interval_obs: [interval.lower, interval.upper],
    interval_obs_error: [interval.lowerError, interval.upperError],
    toys: interval.toys,
    refitted_toys: interval.refittedToys,
    failed_fits: interval.failedFits,
    scan: interval.scan,
  };
}

function intervalText(interval: UnifiedInterval, subject: Subject, { bold, yellow, red }: Colours): string {
  const { lower, upper, lowerError, upperError, toys, refittedToys, failedFits } = interval;
  const failed = failedFits === 0 ? 'no failed fits' : red(`${failedFits} failed fits`);
  const lines = [
    bold(`${withError(lower, lowerError)} <= ${subject.poi} <= ${withError(upper, upperError)}`),
    `best fit ${limitNumber(interval.estimate)}; ${count(toys)} toys, ${refittedToys} fitted again in double precision, ${failed}`,
    ...(interval.status === 'ok' ? [] : [yellow(statusText(interval))]),
  ];
  const head = `${bold(subjectLine(subject))}\nFeldman-Cousins interval of ${subject.poi}, ${levelText(interval.cl)} CL\n`;
  return head + lines.map((line) => `  ${line}\n`).join('');
}

function statusText({ status }: UnifiedInterval): string {
  return status === 'outside-range'
    ? 'outside-range: the upper bound of the parameter of interest is accepted; --mu-max moves it'
    : 'fit-failed: a fit did not converge after every retry';
}
