import type { FitResult, Model, ParameterErrors } from '@darkreach/statistics';
import type { Colours } from '../terminal.js';
import { limitNumber } from '../text/limit-number.js';
import { table } from '../text/table.js';
import { subjectLine, subjectMembers, type Answer, type Subject } from './answer.js';

/** A fit and what is to be said about its parameters. */
export interface FitSummary {
  readonly model: Model;
  readonly fit: FitResult;
  /** -2 ln L with every constant, as pyhf has it. */
  readonly twiceNll: number;
  readonly errors: ParameterErrors;
  /** Whether the document has the matrix of correlations. */
  readonly withCorrelations: boolean;
}

/** A maximum-likelihood fit; `mle_parameters` and `twice_nll` are those of pyhf. */
export function fitAnswer(summary: FitSummary, subject: Subject): Answer {
  return { document: fitDocument(summary, subject), text: (colours) => fitText(summary, subject, colours) };
}

function fitDocument(summary: FitSummary, subject: Subject): Answer['document'] {
  const { model, fit, twiceNll, errors, withCorrelations } = summary;
  const minima = fit.otherMinima.map(({ value, parameters }) => ({
    twice_nll: twiceNll + 2 * (value - fit.value),
    mle_parameters: bySet(model, parameters),
  }));
  return {
    mle_parameters: bySet(model, fit.parameters),
    twice_nll: twiceNll,
    errors: bySet(model, errors.errors),
    error_status: bySet(model, errors.status),
    status: fit.status,
    iterations: fit.iterations,
    edm: fit.edm,
    ...(minima.length === 0 ? {} : { other_minima: minima }),
    ...(withCorrelations ? { correlations: correlations(model, errors) } : {}),
    ...subjectMembers(subject),
  };
}

/** One list of numbers for each parameter set, as pyhf has it. */
function bySet<Value>({ parameterSets }: Model, values: ArrayLike<Value>): Readonly<Record<string, readonly Value[]>> {
  return Object.fromEntries(
    parameterSets.map(({ name, first, size }) => [name, Array.from({ length: size }, (_, i) => values[first + i]!)]),
  );
}

/** Names and rows of the matrix. */
function correlations({ parameters }: Model, { correlation }: ParameterErrors): Readonly<Record<string, unknown>> {
  const size = parameters.length;
  const matrix = parameters.map((_, p) => [...correlation.subarray(p * size, (p + 1) * size)]);
  return { parameters: parameters.map(({ name }) => name), matrix };
}

function fitText(summary: FitSummary, subject: Subject, colours: Colours): string {
  const { model, fit, twiceNll, errors } = summary;
  const { bold, yellow, red } = colours;
  const rows = model.parameters.map(({ name }, p) => [
    p === model.pointOfInterest ? bold(name) : name,
    limitNumber(fit.parameters[p]),
    error(errors.errors[p]!),
    remark(errors.status[p]!),
  ]);
  const columns = [
    { title: 'parameter' },
    { title: 'value', align: 'right' as const },
    { title: 'error', align: 'right' as const },
    { title: '' },
  ];
  const status = fit.status === 'converged' ? fit.status : red(fit.status);
  const lines = [
    `-2 ln L = ${twiceNll.toFixed(6)}, ${status}, ${fit.iterations} iterations`,
    ...(fit.otherMinima.length === 0
      ? []
      : [yellow(`${fit.otherMinima.length} other minimum within 10 of -2 ln L: the likelihood has several`)]),
  ];
  return `${bold(subjectLine(subject))}\n${table(columns, rows, colours)}${lines.map((line) => `  ${line}\n`).join('')}`;
}

function remark(status: ParameterErrors['status'][number]): string {
  switch (status) {
    case 'estimated':
      return '';
    case 'fixed':
      return 'fixed';
    case 'at-bound':
      return 'at its bound';
    case 'unconstrained':
      return 'not known from the data';
  }
}

function error(value: number): string {
  return value > 0 && Number.isFinite(value) ? String(Number(value.toPrecision(2))) : '-';
}
