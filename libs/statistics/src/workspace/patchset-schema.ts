import type { SchemaObject } from 'ajv';

const pointer = { type: 'string', pattern: '^(/.*)?$' };
const word = { type: 'string', pattern: '^[a-zA-Z0-9_]+$' };

function operation(names: readonly string[], more: Readonly<Record<string, SchemaObject>>): SchemaObject {
  return {
    properties: { op: { enum: names }, path: pointer, ...more },
    required: ['op', 'path', ...Object.keys(more)],
  };
}

/** A list of patch operations (RFC 6902). */
export const jsonPatchSchema: SchemaObject = {
  type: 'array',
  items: {
    type: 'object',
    discriminator: { propertyName: 'op' },
    required: ['op'],
    oneOf: [
      operation(['add', 'replace', 'test'], { value: {} }),
      operation(['remove'], {}),
      operation(['move', 'copy'], { from: pointer }),
    ],
  },
};

const references = {
  type: 'object',
  properties: { hepdata: { type: 'string', pattern: '^ins[0-9]{7}$' } },
  additionalProperties: false,
  minProperties: 1,
};

const digests = {
  type: 'object',
  properties: {
    md5: { type: 'string', pattern: '^[a-f0-9]{32}$' },
    sha256: { type: 'string', pattern: '^[a-fA-F0-9]{64}$' },
  },
  additionalProperties: false,
  minProperties: 1,
};

const patch = {
  type: 'object',
  properties: {
    metadata: {
      type: 'object',
      properties: { name: word, values: { type: 'array', items: { type: ['number', 'string'] } } },
      required: ['name', 'values'],
    },
    patch: jsonPatchSchema,
  },
  required: ['metadata', 'patch'],
  additionalProperties: false,
};

/** The shape of a patchset, JSON format 1.0.0 as pyhf 0.7.6 reads it; metadata may have members of their own. */
export const patchsetSchema: SchemaObject = {
  type: 'object',
  properties: {
    metadata: {
      type: 'object',
      properties: {
        references,
        digests,
        labels: { type: 'array', items: word, minItems: 1 },
        description: { type: 'string' },
      },
      required: ['references', 'digests', 'labels', 'description'],
    },
    patches: { type: 'array', items: patch, minItems: 1 },
    version: { const: '1.0.0' },
  },
  required: ['metadata', 'patches', 'version'],
  additionalProperties: false,
};
