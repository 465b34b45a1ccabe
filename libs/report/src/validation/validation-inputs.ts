import type { CitedInput, SearchSummary } from '@darkreach/campaign';
import { markdownTable } from '../markdown/markdown-table.js';

type Searches = readonly Pick<SearchSummary, 'experiment' | 'experimentTitle' | 'inputs'>[];

interface OwnInput extends CitedInput {
  readonly experiment: string;
}

const TRUST_MEANING: Readonly<Record<CitedInput['trust'], string>> = {
  assumed: 'Assumed: no published value was found; ours are estimates.',
  calibrated: 'Calibrated: adjusted once to the published figure named as source.',
  published: 'Published: taken as they stand from the source.',
};

/** Inputs of the trust asked for, each once, with the experiment that they belong to. */
export function inputsOfTrust(searches: Searches, trust: CitedInput['trust']): readonly OwnInput[] {
  const own = searches.flatMap(({ experimentTitle, inputs }) =>
    inputs.map((input): OwnInput => ({ ...input, experiment: experimentTitle })),
  );
  const known = new Map(own.map((input) => [JSON.stringify(input), input]));
  return [...known.values()].filter((input) => input.trust === trust);
}

/** What was adjusted, by name, and that nothing else was. */
export function fittedStatement(searches: Searches): string {
  const names = inputsOfTrust(searches, 'calibrated').map(({ experiment, path }) => `${experiment} ${path}`);
  const except = names.length === 0 ? 'none is calibrated' : `the calibrated ones: ${names.join(', ')}`;
  return `No parameter was fitted to a published curve beyond the inputs that are marked as calibrated; ${except}.`;
}

/** Every input, by how far it can be trusted. */
export function inputsSection(searches: Searches): string {
  const groups = (['calibrated', 'assumed', 'published'] as const).map((trust) => {
    const lines = inputsOfTrust(searches, trust).map(({ experiment, path, value, unit, source }) => [
      experiment,
      `\`${path}\``,
      String(Number(value.toPrecision(6))),
      unit,
      source,
    ]);
    const body = lines.length > 0 ? markdownTable(['experiment', 'input', 'value', 'unit', 'source'], lines) : 'None.';
    return `${TRUST_MEANING[trust]}\n\n${body}`;
  });
  return ['## Inputs that are not derived from first principles', fittedStatement(searches), ...groups].join('\n\n');
}
