import type { BayesianLimit } from '@darkreach/statistics';
import type { Colours } from '../terminal.js';
import { limitNumber, withError } from '../text/limit-number.js';
import { count } from '../text/quantities.js';
import { subjectLine, subjectMembers, type Answer, type Subject } from './answer.js';
import { levelText } from './limit-answer.js';

/** A Bayesian upper limit. */
export function bayesianAnswer(limit: BayesianLimit, subject: Subject): Answer {
  return { document: bayesianDocument(limit, subject), text: (colours) => bayesianText(limit, subject, colours) };
}

function bayesianDocument(limit: BayesianLimit, subject: Subject): Answer['document'] {
  return {
    ...subjectMembers(subject),
    statement: limit.statement,
    cl: limit.cl,
    method: limit.method,
    prior: limit.prior,
    prior_range: limit.priorRange,
    status: limit.status,
    limit_obs: limit.limit,
    limit_obs_error: limit.error,
    draws: limit.draws,
    effective_draws: limit.effectiveDraws,
    failed_fits: limit.failedFits,
    posterior: limit.posterior,
  };
}

function bayesianText(limit: BayesianLimit, subject: Subject, { bold, yellow }: Colours): string {
  const [low, high] = limit.priorRange.map(limitNumber);
  const draws = limit.draws > 0 ? `, ${count(limit.draws)} draws worth ${count(Math.floor(limit.effectiveDraws))}` : '';
  const lines = [
    `${subject.poi} < ${bold(withError(limit.limit, limit.error))}`,
    `flat prior from ${low} to ${high}; nuisances marginalised: ${limit.method}${draws}`,
    ...(limit.status === 'ok' ? [] : [yellow(statusText(limit))]),
  ];
  const head = `${bold(subjectLine(subject))}\nBayesian upper limit on ${subject.poi}, ${levelText(limit.cl)} credibility\n`;
  return head + lines.map((line) => `  ${line}\n`).join('');
}

function statusText({ status }: BayesianLimit): string {
  return status === 'outside-range'
    ? 'outside-range: the posterior does not end below the bound of the parameter of interest; --mu-max moves it'
    : 'fit-failed: the draws do not know the posterior';
}
