import { applyPatch as applyOperations, Pointer, type Operation } from 'rfc6902';
import { InvalidPatchsetError, PatchOperationError } from '../errors.js';
import { describeValue } from './describe-value.js';
import { jsonPatchSchema } from './patchset-schema.js';
import { schemaCheck } from './schema-check.js';

const firstProblem = schemaCheck(jsonPatchSchema);

/**
 * A document changed by a list of patch operations (RFC 6902), those of a patchset's patch or of a plain patch file; what
 * is given stays as it is.
 * @throws InvalidPatchsetError when the operations are none
 * @throws PatchOperationError for the first operation that cannot be carried out, with its index and pointer
 * @example
 * const patched = readWorkspace(applyPatch(document, findPatch(patchset, 'mass_1200MeV').patch));
 */
export function applyPatch(document: unknown, operations: unknown): unknown {
  const problem = firstProblem(operations);
  if (problem) throw new InvalidPatchsetError(problem);
  // A holder, so that an operation may replace the whole document.
  const holder = { document: copy(document) };
  (operations as readonly Operation[]).forEach((operation, index) => carryOut(holder, operation, index));
  return holder.document;
}

interface Holder {
  readonly document: unknown;
}

function carryOut(holder: Holder, operation: Operation, index: number): void {
  checkTarget(holder, operation, index);
  const moved = { ...operation, path: inHolder(operation.path) };
  const [error] = applyOperations(holder, [copy('from' in moved ? { ...moved, from: inHolder(moved.from) } : moved)]);
  if (!error) return;
  if (operation.op === 'test') {
    const found = describeValue(Pointer.fromJSON(inHolder(operation.path)).get(holder));
    throw new PatchOperationError(index, operation.path, `the test finds ${found}`, describeValue(operation.value));
  }
  const from = 'path' in error && 'from' in operation && error.path === inHolder(operation.from);
  const pointer = from ? operation.from : operation.path;
  throw new PatchOperationError(index, pointer, `${operation.op} finds nothing there`, 'a place that exists');
}

/** The library takes any index into a list, and members of what has none, for some operations. */
function checkTarget(holder: Holder, { op, path }: Operation, index: number): void {
  const { parent, key } = Pointer.fromJSON(inHolder(path)).evaluate(holder) as { parent: unknown; key: string };
  if (typeof parent !== 'object' || parent === null) {
    throw new PatchOperationError(
      index,
      path,
      `${op} inside of ${describeValue(parent)}`,
      'a place in an object or a list',
    );
  }
  if (!Array.isArray(parent)) return;
  const last = op === 'add' || op === 'copy' || op === 'move' ? parent.length : parent.length - 1;
  if (key === '-' && last === parent.length) return;
  if (/^(0|[1-9]\d*)$/.test(key) && Number(key) <= last) return;
  const allowed = last < 0 ? 'none: the list is empty' : `an index from 0 to ${last}`;
  throw new PatchOperationError(index, path, `${op} at ${describeValue(key)} of a list of ${parent.length}`, allowed);
}

function inHolder(pointer: string): string {
  return `/document${pointer}`;
}

function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
