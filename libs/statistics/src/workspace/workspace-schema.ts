import type { SchemaObject } from 'ajv';

const text = { type: 'string' };
const nothing = { type: 'null' };
const numbers = { type: 'array', items: { type: 'number' }, minItems: 1 };

/** An object with these members and no others; all of them are required but for the ones named optional. */
function closed(properties: Readonly<Record<string, SchemaObject>>, optional: readonly string[] = []): SchemaObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

function listOf(items: SchemaObject, minItems = 1): SchemaObject {
  return { type: 'array', items, minItems };
}

function modifier(type: string, data: SchemaObject, name: SchemaObject = text): SchemaObject {
  return closed({ name, type: { const: type }, data });
}

const anyModifier: SchemaObject = {
  type: 'object',
  discriminator: { propertyName: 'type' },
  required: ['type'],
  oneOf: [
    modifier('histosys', closed({ lo_data: numbers, hi_data: numbers })),
    // The format knows one luminosity, of this name.
    modifier('lumi', nothing, { const: 'lumi' }),
    modifier('normfactor', nothing),
    modifier('normsys', closed({ lo: { type: 'number' }, hi: { type: 'number' } })),
    modifier('shapefactor', nothing),
    modifier('shapesys', numbers),
    modifier('staterror', numbers),
  ],
};

const pair = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };

const parameter = closed(
  {
    name: text,
    inits: numbers,
    bounds: listOf(pair),
    auxdata: numbers,
    factors: numbers,
    sigmas: numbers,
    fixed: { type: 'boolean' },
  },
  ['inits', 'bounds', 'auxdata', 'factors', 'sigmas', 'fixed'],
);

/**
 * The shape of a HistFactory workspace, JSON format 1.0.0 (doi:10.21105/joss.02823): it accepts what pyhf 0.7.6 accepts,
 * but for bounds, which have to be pairs.
 */
export const workspaceSchema: SchemaObject = closed({
  channels: listOf(
    closed({
      name: text,
      samples: listOf(closed({ name: text, data: numbers, modifiers: listOf(anyModifier, 0) })),
    }),
  ),
  observations: listOf(closed({ name: text, data: numbers })),
  measurements: listOf(closed({ name: text, config: closed({ poi: text, parameters: listOf(parameter, 0) }) })),
  version: { const: '1.0.0' },
});
