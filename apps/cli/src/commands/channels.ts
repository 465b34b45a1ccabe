import type { CatalogueEntry, CatalogueExperiment, ModelParameter } from '@darkreach/campaign';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Colours } from '../terminal.js';
import { percent, significant } from '../text/quantities.js';
import { table } from '../text/table.js';

export interface ChannelsOptions {
  readonly verbose?: true;
}

/** Lists the searches with everything that a campaign may change of them. */
export function channels({ verbose }: ChannelsOptions, { services, terminal }: CommandContext): ExitCode {
  const blocks = services.catalogue().entries.map((entry) => entryText(entry, verbose === true, terminal.colours));
  terminal.out.write(blocks.join('\n'));
  return EXIT.ok;
}

function entryText(entry: CatalogueEntry, verbose: boolean, colours: Colours): string {
  const { id, title, reaction, experiments, model, systematics } = entry;
  const blocks = [
    `${colours.bold(id)}  ${title}\n  ${reaction}\n`,
    table(
      [
        { title: 'experiment' },
        { title: 'name' },
        { title: 'masses/GeV', align: 'right' },
        { title: 'valid for/GeV', align: 'right' },
        { title: 'inputs' },
      ],
      experiments.map((experiment) => [
        experiment.id,
        experiment.title,
        rangeText(experiment.massRange),
        rangeText([experiment.validity.low, experiment.validity.high]),
        trustCounts(experiment),
      ]),
      colours,
    ),
    model.length === 0 ? '' : modelTable(model, colours),
    systematics.length === 0 ? '' : systematicsTable(systematics, colours),
    ...experiments.map((experiment) => inputsTable(experiment, verbose, colours)),
    ...(verbose ? experiments.map((experiment) => selectionTable(experiment, colours)) : []),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function rangeText([low, high]: readonly [number, number]): string {
  return `${significant(low, 4)} - ${significant(high, 4)}`;
}

function trustCounts({ inputs }: CatalogueExperiment): string {
  return (['published', 'calibrated', 'assumed'] as const)
    .map((trust) => ({ trust, number: inputs.filter((input) => input.trust === trust).length }))
    .filter(({ number }) => number > 0)
    .map(({ trust, number }) => `${number} ${trust}`)
    .join(', ');
}

function modelTable(model: readonly ModelParameter[], colours: Colours): string {
  const rows = model.map((parameter) => [
    parameter.name,
    parameter.kind === 'choice' ? parameter.default : significant(parameter.default, 4),
    parameter.kind === 'choice'
      ? parameter.choices.join(', ')
      : `${rangeText([parameter.low, parameter.high])} ${parameter.unit}`.trim(),
    parameter.title,
  ]);
  return table(
    [{ title: 'model parameter' }, { title: 'default', align: 'right' }, { title: 'allowed' }, { title: '' }],
    rows,
    colours,
  );
}

function systematicsTable(systematics: CatalogueEntry['systematics'], colours: Colours): string {
  const rows = systematics.map(({ name, processes, relative, scaling, floor, referenceInverseFemtobarn }) => [
    name,
    relative === 'free' ? 'free' : percent(relative),
    scaling === 'constant' ? 'constant' : `1/sqrt(L) from ${referenceInverseFemtobarn} fb^-1 down to ${percent(floor)}`,
    processes.join(', '),
  ]);
  return table(
    [
      { title: 'uncertainty' },
      { title: 'default', align: 'right' },
      { title: 'with luminosity' },
      { title: 'acts on' },
    ],
    rows,
    colours,
  );
}

function inputsTable({ id, inputs }: CatalogueExperiment, verbose: boolean, colours: Colours): string {
  if (inputs.length === 0) return '';
  const paint = { published: colours.green, calibrated: colours.cyan, assumed: colours.yellow } as const;
  const rows = inputs.map((input) => [
    input.path,
    significant(input.value, 6),
    input.unit === '1' ? '' : input.unit,
    paint[input.trust](input.trust),
    ...(verbose ? [input.source] : []),
  ]);
  const columns = [
    { title: `input of ${id}` },
    { title: 'value', align: 'right' as const },
    { title: 'unit' },
    { title: 'trust' },
  ];
  return table(verbose ? [...columns, { title: 'source' }] : columns, rows, colours);
}

function selectionTable({ id, selection }: CatalogueExperiment, colours: Colours): string {
  if (selection.length === 0) return '';
  const rows = selection.map(({ name, quantity, operator, value, unit }) => [
    name,
    `${quantity} ${operator} ${typeof value === 'number' ? String(value) : value.join(' and ')} ${unit}`.trim(),
  ]);
  return table([{ title: `selection at ${id}` }, { title: '' }], rows, colours);
}
