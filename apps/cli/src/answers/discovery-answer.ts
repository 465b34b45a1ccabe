import type { Colours } from '../terminal.js';
import { limitNumber } from '../text/limit-number.js';
import { table } from '../text/table.js';
import { subjectLine, subjectMembers, type Answer, type Subject } from './answer.js';

/** A test of the hypothesis without signal. */
export interface TestedBackground {
  readonly q0: number;
  /** Standard deviations. */
  readonly significance: number;
  readonly p0: number;
  /** The signal strength that the expectation is for, and its median significance. */
  readonly expected: { readonly mu: number; readonly significance: number; readonly p0: number };
  readonly estimate: number;
  readonly failedFits: number;
}

/** Discovery: q0, its significance and p-value, observed and expected. */
export function discoveryAnswer(test: TestedBackground, subject: Subject): Answer {
  return { document: discoveryDocument(test, subject), text: (colours) => discoveryText(test, subject, colours) };
}

function discoveryDocument(test: TestedBackground, subject: Subject): Answer['document'] {
  const { expected } = test;
  return {
    p0_obs: test.p0,
    Z_obs: test.significance,
    q0_obs: test.q0,
    p0_exp: expected.p0,
    Z_exp: expected.significance,
    mu_exp: expected.mu,
    estimate: test.estimate,
    calctype: 'asymptotics',
    failed_fits: test.failedFits,
    ...subjectMembers(subject),
  };
}

function discoveryText(test: TestedBackground, subject: Subject, colours: Colours): string {
  const { bold } = colours;
  const right = { align: 'right' } as const;
  const columns = [{ title: '' }, { title: 'p0', ...right }, { title: 'Z/σ', ...right }, { title: 'q0', ...right }];
  const rows = [
    ['observed', p(test.p0), bold(test.significance.toFixed(3)), limitNumber(test.q0)],
    [
      `expected for ${subject.poi} = ${limitNumber(test.expected.mu)}`,
      p(test.expected.p0),
      test.expected.significance.toFixed(3),
      limitNumber(test.expected.significance ** 2),
    ],
  ];
  const failed = test.failedFits === 0 ? '' : `  ${colours.red(`${test.failedFits} failed fits`)}\n`;
  const head = `${bold(subjectLine(subject))}\nThe hypothesis without signal, asymptotic; best fit ${subject.poi} = ${limitNumber(test.estimate)}\n`;
  return head + table(columns, rows, colours) + failed;
}

function p(value: number): string {
  return value >= 1e-3 ? String(Number(value.toPrecision(4))) : value.toExponential(3);
}
