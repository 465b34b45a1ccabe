import type { FiveBand } from '@darkreach/statistics';
import type { Colours } from '../terminal.js';
import { limitNumber, withError } from '../text/limit-number.js';
import { count } from '../text/quantities.js';
import { table } from '../text/table.js';
import { subjectLine, subjectMembers, type Answer, type Subject } from './answer.js';
import { testStatisticName } from './limit-answer.js';

/** A test of one signal strength, asymptotic or by toys. */
export interface TestedStrength {
  readonly mu: number;
  readonly method: 'asymptotic' | 'toys';
  readonly testStatistic: 'q~' | 'q';
  /** Absent where only expectations are asked for. */
  readonly observed?: { readonly q: number; readonly clsb: number; readonly clb: number; readonly cls: number };
  /** The test statistic of the Asimov data; asymptotic only. */
  readonly qAsimov?: number;
  /** CLs expected without signal, -2 ... +2 standard deviations. */
  readonly clsExpected: FiveBand;
  /** Standard errors from the number of toys. */
  readonly errors?: { readonly clsb: number; readonly clb: number; readonly cls: number };
  /** Of each hypothesis. */
  readonly toys: number;
  readonly refittedToys: number;
  readonly failedFits: number;
}

/** CLs of one signal strength; `CLs_exp` and `CLs_obs` are those of pyhf. */
export function clsAnswer(test: TestedStrength, subject: Subject): Answer {
  return { document: clsDocument(test, subject), text: (colours) => clsText(test, subject, colours) };
}

function clsDocument(test: TestedStrength, subject: Subject): Answer['document'] {
  const { observed, errors, method, toys, refittedToys, failedFits } = test;
  return {
    CLs_exp: test.clsExpected,
    ...(observed === undefined
      ? {}
      : { CLs_obs: observed.cls, CLsb_obs: observed.clsb, CLb_obs: observed.clb, q_obs: observed.q }),
    ...(test.qAsimov === undefined ? {} : { q_asimov: test.qAsimov }),
    ...(errors === undefined
      ? {}
      : { CLs_obs_error: errors.cls, CLsb_obs_error: errors.clsb, CLb_obs_error: errors.clb }),
    mu: test.mu,
    calctype: method === 'toys' ? 'toybased' : 'asymptotics',
    test_stat: testStatisticName(test.testStatistic),
    ...(method === 'toys' ? { toys, refitted_toys: refittedToys } : {}),
    failed_fits: failedFits,
    ...subjectMembers(subject),
  };
}

function clsText(test: TestedStrength, subject: Subject, colours: Colours): string {
  const { bold } = colours;
  const { observed, errors, clsExpected } = test;
  const numbers = observed === undefined ? [] : (['cls', 'clsb', 'clb', 'q'] as const);
  const columns = [...numbers.map((name) => NAMES[name]), ...BANDS].map((title) => ({
    title,
    align: 'right' as const,
  }));
  const row = [
    ...numbers.map((name) => {
      const text = withError(observed![name], name === 'q' ? 0 : (errors?.[name] ?? 0));
      return name === 'cls' ? bold(text) : text;
    }),
    ...clsExpected.map((cls, i) => (i === 2 ? bold(limitNumber(cls)) : limitNumber(cls))),
  ];
  const head = `${bold(subjectLine(subject))}\nCLs of ${subject.poi} = ${limitNumber(test.mu)}, ${test.method}, ${test.testStatistic}\n`;
  return `${head}${table(columns, [row], colours)}${workText(test, colours)}`;
}

const NAMES = { cls: 'CLs', clsb: 'CLs+b', clb: 'CLb', q: 'q' } as const;
const BANDS = ['expected -2σ', '-1σ', 'median', '+1σ', '+2σ'] as const;

function workText({ method, toys, refittedToys, failedFits }: TestedStrength, colours: Colours): string {
  const failed = failedFits === 0 ? [] : [colours.red(`${failedFits} failed fits`)];
  const made =
    method === 'toys'
      ? [`${count(toys)} toys of each hypothesis, ${refittedToys} fitted again in double precision`]
      : [];
  return [...made, ...failed].map((line) => `  ${line}\n`).join('');
}
