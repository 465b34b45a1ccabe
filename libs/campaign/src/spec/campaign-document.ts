import { z } from 'zod';
import { CAMPAIGN_LIMITS as LIMITS } from './campaign-limits.js';
import { leaf, list, read, refuse, section } from './leaf.js';
import { LUMINOSITY_PATTERN, readFinite, readFraction, readLuminosity, readMass, readWhole } from './quantities.js';
import { didYouMean } from './suggestion.js';

const OUTPUT_FORMATS = ['csv', 'json', 'svg', 'png', 'pdf'] as const;
const METHODS = ['auto', 'asymptotic', 'toys'] as const;
const NAME = /^[\p{L}\p{N}]([\p{L}\p{N} ._+-]*[\p{L}\p{N}_+-])?$/u;
const SCALINGS = ['constant', 'sqrt-luminosity'] as const;

function text(what: string, description: string) {
  return leaf(
    (given) => {
      const allowed = `${what}, a string of 1 to ${LIMITS.stringLength} characters in one line`;
      if (typeof given !== 'string') return refuse('is no string', allowed);
      if (given.trim() === '' || given.length > LIMITS.stringLength) return refuse('has the wrong length', allowed);
      return /\p{C}/u.test(given) ? refuse('holds control characters', allowed) : read(given.trim());
    },
    { type: 'string', minLength: 1, maxLength: LIMITS.stringLength, description },
  );
}

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names, description: string) {
  return leaf(
    (given) => {
      const found = names.find((name) => name === given);
      if (found !== undefined) return read<Names[number]>(found);
      return refuse(`is not known${typeof given === 'string' ? didYouMean(given, names) : ''}`, names.join(', '));
    },
    { enum: names, description },
  );
}

function whole(low: number, high: number, description: string) {
  return leaf((given) => readWhole(given, low, high), { type: 'integer', minimum: low, maximum: high, description });
}

function fraction(range: { readonly low: number; readonly high: number }, description: string) {
  const editor = {
    anyOf: [
      { type: 'number', minimum: range.low, maximum: range.high },
      { type: 'string', pattern: '%$' },
    ],
  };
  return leaf((given) => readFraction(given, range), { ...editor, description });
}

const name = leaf(
  (given) => {
    const allowed = `1 to ${LIMITS.nameLength} letters, digits, spaces and . _ + -, beginning with a letter or digit`;
    if (typeof given !== 'string') return refuse('is no string', allowed);
    return given.length <= LIMITS.nameLength && NAME.test(given) ? read(given) : refuse('is no name', allowed);
  },
  {
    type: 'string',
    minLength: 1,
    maxLength: LIMITS.nameLength,
    pattern: NAME.source,
    description: 'Name of the campaign and of its results folder; it does not change the results',
  },
);

const mass = leaf(readMass, {
  anyOf: [
    { type: 'number', exclusiveMinimum: 0 },
    { type: 'string', pattern: '^[0-9.eE+-]+\\s*(MeV|GeV)$' },
  ],
  description: 'Mass in GeV, or with unit: 150 MeV',
});

const luminosity = leaf(readLuminosity, {
  type: 'string',
  pattern: LUMINOSITY_PATTERN,
  description: 'Integrated luminosity with unit, e.g. 50 ab^-1; above 0, up to 50 ab^-1',
});

const masses = z.union(
  [
    list(mass, LIMITS.masses, 'masses'),
    z.discriminatedUnion(
      'spacing',
      [
        section({
          spacing: z.enum(['linear', 'log']),
          from: mass,
          to: mass,
          points: whole(2, LIMITS.masses, 'Number of masses, both ends included'),
        }),
        section({
          spacing: z.literal('resolution'),
          from: mass,
          to: mass,
          step: leaf((given) => readStep(given), {
            type: 'number',
            minimum: LIMITS.resolutionStep.low,
            maximum: LIMITS.resolutionStep.high,
            description: 'Distance of two masses in units of the mass resolution',
          }),
        }),
      ],
      { error: () => 'linear, log, resolution' },
    ),
  ],
  {
    error: () => 'a list of masses, or a mapping with spacing, from, to and points (linear, log) or step (resolution)',
  },
);

function readStep(given: unknown) {
  const { low, high } = LIMITS.resolutionStep;
  const allowed = `a number from ${low} to ${high}, in units of the mass resolution`;
  if (typeof given !== 'number' || Number.isNaN(given)) return refuse('is no number', allowed);
  return given >= low && given <= high ? read(given) : refuse('is out of range', allowed);
}

const relative = leaf<number | 'free'>(
  (given) => {
    if (given === 'free') return read('free');
    const reading = readFraction(given, { low: 0, high: LIMITS.relative });
    return reading.kind === 'read' ? reading : refuse(reading.problem, `${reading.allowed}, or free`);
  },
  {
    anyOf: [
      { type: 'number', minimum: 0, maximum: LIMITS.relative },
      { type: 'string', pattern: '^(free|.*%)$' },
    ],
    description: 'Relative uncertainty as a fraction or percentage, or free',
  },
);

const systematic = z.union(
  [
    relative,
    section({
      relative: relative.optional(),
      scaling: oneOf(SCALINGS, 'constant, or improving as 1/sqrt(luminosity) down to the floor').optional(),
      reference: luminosity.optional(),
      floor: fraction({ low: 0, high: LIMITS.relative }, 'The uncertainty never falls below this').optional(),
    }),
  ],
  { error: () => 'a fraction, a percentage, free, or a mapping with relative, scaling, reference and floor' },
);

const preset = text('the name of a detector preset', 'Detector preset, e.g. belle2');
const override = leaf((given) => readFinite(given, 'a finite number'), { type: 'number' });

const experiment = z.union(
  [preset, section({ preset, overrides: record(override, LIMITS.overrides, 'overrides').optional() })],
  { error: () => 'the name of a detector preset, or a mapping with preset and overrides' },
);

const modelValue = leaf(
  (given) =>
    typeof given === 'number' || typeof given === 'string'
      ? read(given)
      : refuse('is no number and no name', 'a number or a name'),
  { type: ['number', 'string'] },
);

function record<Value extends z.ZodType>(value: Value, most: number, what: string) {
  return z
    .record(z.string(), value, { error: () => `a mapping of at most ${most} ${what}` })
    .superRefine((entries, context) => {
      if (Object.keys(entries).length <= most) return;
      context.addIssue({
        code: 'custom',
        params: { problem: 'has too many entries', allowed: `at most ${most} ${what}` },
      });
    });
}

const search = section({
  id: text('the id of a search', 'Which search; "darkreach channels" lists them'),
  experiment,
  luminosities: list(luminosity, LIMITS.luminosities, 'luminosities'),
  masses,
  model: record(modelValue, LIMITS.modelParameters, 'model parameters').prefault({}),
  systematics: record(systematic, LIMITS.systematics, 'uncertainties').prefault({}),
});

/** The campaign file as it is written. */
export const campaignDocumentSchema = section({
  apiVersion: oneOf(['darkreach/v1'], 'Version of this format'),
  name,
  seed: whole(0, LIMITS.seed, 'Seed of every random stream; the same seed gives the same bits').default(1),
  channels: list(search, LIMITS.channels, 'searches'),
  events: section({
    signal: whole(1, LIMITS.events, 'Simulated signal events per mass').default(1e6),
    background: whole(1, LIMITS.events, 'Simulated background events per experiment').default(1e8),
  }).prefault({}),
  statistics: section({
    cl: fraction(LIMITS.confidenceLevel, 'Confidence level of the limits').default(0.9),
    method: oneOf(METHODS, 'auto takes toys where fewer than 10 background events are expected').default('auto'),
    toys: section({
      minimum: whole(1, LIMITS.toys, 'Fewest toys per limit').default(2000),
      maximum: whole(1, LIMITS.toys, 'Most toys per limit').default(50_000),
      error: fraction(LIMITS.toyError, 'Wanted relative error of the median limit').default(0.02),
    }).prefault({}),
  }).prefault({}),
  output: section({
    formats: list(oneOf(OUTPUT_FORMATS, 'File formats of the report'), OUTPUT_FORMATS.length, 'formats').default([
      ...OUTPUT_FORMATS,
    ]),
  }).prefault({}),
});

export type CampaignDocument = z.output<typeof campaignDocumentSchema>;
export type SearchDocument = CampaignDocument['channels'][number];
export type MassesDocument = SearchDocument['masses'];
export type SystematicDocument = SearchDocument['systematics'][string];
