import type { LimitBand } from '@darkreach/statistics';
import type { Colours } from '../terminal.js';
import { limitNumber, withError } from '../text/limit-number.js';
import { table } from '../text/table.js';
import type { LoadedModel } from '../workspace/load-workspace.js';
import type { Answer } from './answer.js';
import { levelText, limitAnswer } from './limit-answer.js';

/** Limits of the models of a patchset. */
export interface LimitFamily {
  /** Names of the files. */
  readonly name: string;
  /** What the values of the patches are. */
  readonly labels: readonly string[];
  readonly limits: readonly {
    readonly name: string;
    readonly values: readonly (string | number)[];
    readonly loaded: LoadedModel;
    readonly band: LimitBand;
  }[];
}

/** One limit for each patch of a patchset. */
export function familyAnswer(family: LimitFamily): Answer {
  const { labels, limits } = family;
  return {
    document: {
      labels,
      limits: limits.map(({ name, values, loaded, band }) => {
        const { scan: _, ...document } = limitAnswer(band, loaded.subject).document;
        return { patch: name, values, ...document };
      }),
    },
    text: (colours) => familyText(family, colours),
  };
}

function familyText({ name, labels, limits }: LimitFamily, colours: Colours): string {
  const { bold } = colours;
  const isObserved = limits.some(({ band }) => band.observed !== undefined);
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    ...labels.map(right),
    ...(isObserved ? [right('observed')] : []),
    ...['-2σ', '-1σ', 'median', '+1σ', '+2σ'].map(right),
    { title: 'method' },
    { title: '' },
  ];
  const rows = limits.map(({ values, band }) => [
    ...values.map(String),
    ...(isObserved ? [bold(withError(band.observed, band.observedError ?? 0))] : []),
    ...band.expected.map((limit, i) => (i === 2 ? bold(withError(limit, band.medianError)) : limitNumber(limit))),
    band.method,
    band.status === 'ok' ? '' : colours.yellow(band.status),
  ]);
  const [first] = limits;
  const level = first === undefined ? '' : `, ${levelText(first.band.cl)} CL, CLs`;
  return `${bold(name)}\nUpper limits on ${first?.loaded.subject.poi ?? 'mu'}${level}\n${table(columns, rows, colours)}`;
}
