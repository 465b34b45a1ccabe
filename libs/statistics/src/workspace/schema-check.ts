import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import type { DocumentProblem } from '../errors.js';
import { describeValue } from './describe-value.js';
import { didYouMean } from './did-you-mean.js';
import { jsonPointer } from './json-pointer.js';

/** The first thing that a schema does not allow in a document, with the number of further ones. */
export function schemaCheck(schema: SchemaObject): (document: unknown) => DocumentProblem | undefined {
  let validate: ValidateFunction | undefined;
  return (document) => {
    validate ??= new Ajv({ allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true }).compile(
      schema,
    );
    if (validate(document)) return undefined;
    const errors = validate.errors!;
    return { ...problemOf(errors[0]!), further: errors.length - 1 };
  };
}

/** Words for the keywords that the schemas of this folder use. */
function problemOf(error: ErrorObject): DocumentProblem {
  const path = error.instancePath;
  const { params } = error as { readonly params: Readonly<Record<string, unknown>> };
  switch (error.keyword) {
    case 'type':
      return { path, problem: `is ${describeValue(error.data)}`, allowed: typeNames(params['type']) };
    case 'const':
      return { path, problem: `is ${describeValue(error.data)}`, allowed: describeValue(params['allowedValue']) };
    case 'pattern':
      return { path, problem: `is ${describeValue(error.data)}`, allowed: `what matches ${String(params['pattern'])}` };
    case 'minItems':
      return { path, problem: `has ${length(error)} entries`, allowed: `at least ${String(params['limit'])}` };
    case 'maxItems':
      return { path, problem: `has ${length(error)} entries`, allowed: `at most ${String(params['limit'])}` };
    case 'required':
      return { path, problem: `has no "${String(params['missingProperty'])}"`, allowed: `one with ${required(error)}` };
    case 'minProperties':
      return { path, problem: 'is empty', allowed: `at least one of ${members(error).join(', ')}` };
    case 'additionalProperties':
      return unknownMember(error, String(params['additionalProperty']));
    case 'discriminator':
      return unknownTag(error, String(params['tag']), params['tagValue']);
    default:
      return { path, problem: error.message ?? error.keyword, allowed: 'what the schema says' };
  }
}

function typeNames(types: unknown): string {
  const name = (type: unknown): string =>
    type === 'number'
      ? 'a finite number'
      : type === 'null'
        ? 'null'
        : `${type === 'array' || type === 'object' ? 'an' : 'a'} ${String(type)}`;
  return (Array.isArray(types) ? types : [types]).map(name).join(' or ');
}

function length(error: ErrorObject): number {
  return (error.data as readonly unknown[]).length;
}

function required(error: ErrorObject): string {
  return (error.schema as readonly string[]).join(', ');
}

function members(error: ErrorObject): string[] {
  return Object.keys((error.parentSchema as { readonly properties: object }).properties);
}

function unknownMember(error: ErrorObject, given: string): DocumentProblem {
  const known = members(error);
  const problem = `is an unknown member${didYouMean(given, known)}`;
  return { path: error.instancePath + jsonPointer(given), problem, allowed: known.join(', ') };
}

interface Branch {
  readonly properties: Readonly<Record<string, { readonly const?: string; readonly enum?: readonly string[] }>>;
}

function unknownTag(error: ErrorObject, tag: string, given: unknown): DocumentProblem {
  const branches = (error.parentSchema as { readonly oneOf: readonly Branch[] }).oneOf;
  const known = branches.flatMap(({ properties }) => properties[tag]?.enum ?? [properties[tag]!.const!]);
  const path = error.instancePath + jsonPointer(tag);
  return { path, problem: `is ${describeValue(given)}${didYouMean(given, known)}`, allowed: known.join(', ') };
}
