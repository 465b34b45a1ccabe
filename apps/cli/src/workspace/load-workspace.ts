import {
  applyPatch,
  buildModel,
  DigestMismatchError,
  findPatch,
  parseJson,
  readPatchset,
  readWorkspace,
  selectMeasurement,
  verifyPatchset,
  type Model,
  type Patchset,
} from '@darkreach/statistics';
import { existsSync } from 'node:fs';
import type { Subject } from '../answers/answer.js';
import { InvalidInputError } from '../errors.js';
import { errorMessage } from '../text/error-reason.js';
import { withinFile } from './document-error.js';
import { patchArgument, type PatchArgument } from './patch-argument.js';
import { readText, sourceName, type ByteSource } from './read-text.js';
import type { WorkspaceOptions } from './workspace-options.js';

/** A model and what it was made from. */
export interface LoadedModel {
  readonly model: Model;
  readonly subject: Subject;
}

/** A workspace as it was read: not checked yet, since a patch may be what makes it whole. */
interface LoadedDocument {
  readonly name: string;
  /** Before any patch, for digests. */
  readonly text: string;
  /** After those patches that were applied to it. */
  readonly document: unknown;
  readonly patches: readonly string[];
}

/** A family of models: one for each patch of a patchset. */
export interface LoadedFamily {
  readonly name: string;
  readonly labels: readonly string[];
  readonly members: readonly {
    readonly name: string;
    readonly values: readonly (string | number)[];
    /** @throws {InvalidInputError} as `loadModel` does */
    readonly load: () => LoadedModel;
  }[];
}

/**
 * Reads a workspace, applies patches to it, checks it and builds the model of a measurement.
 * @throws {InvalidInputError} naming the file, the place in it, what was given and what is allowed
 */
export async function loadModel(file: string, options: WorkspaceOptions, input: ByteSource): Promise<LoadedModel> {
  return modelOf(await loadDocument(file, options, input), options.measurement);
}

/**
 * Reads a workspace and a patchset, each of whose patches makes a model of it.
 * @throws {InvalidInputError} as `loadModel` does
 */
export async function loadFamily(
  file: string,
  patchsetFile: string,
  options: WorkspaceOptions,
  input: ByteSource,
): Promise<LoadedFamily> {
  const base = await loadDocument(file, options, input);
  const name = sourceName(patchsetFile);
  const text = await readText(patchsetFile, input);
  const patchset = withinFile(name, () => readPatchset(parseJson(text)));
  if (options.verify) withinFile(name, () => verified(patchset, base));
  const members = patchset.patches.map(({ metadata, patch }) => ({
    ...metadata,
    load: () => {
      const document = withinFile(name, () => applyPatch(base.document, patch));
      const patches = [...base.patches, `${patchsetFile}:${metadata.name}`];
      return modelOf({ ...base, document, patches }, options.measurement);
    },
  }));
  return { name: `${base.name} + ${name}`, labels: patchset.metadata.labels, members };
}

async function loadDocument(
  file: string,
  { patch: patches, verify }: WorkspaceOptions,
  input: ByteSource,
): Promise<LoadedDocument> {
  const name = sourceName(file);
  const text = await readText(file, input);
  let loaded: LoadedDocument = { name, text, document: withinFile(name, () => parseJson(text)), patches };
  for (const patch of patches) {
    const document = await patched(loaded, patchArgument(patch, existsSync), verify, input);
    loaded = { ...loaded, document };
  }
  return loaded;
}

function modelOf({ name, document, patches }: LoadedDocument, measurementName: string | undefined): LoadedModel {
  return withinFile([name, ...patches].join(' + '), () => {
    const workspace = readWorkspace(document);
    const measurement = selectMeasurement(workspace, measurementName);
    const model = buildModel(workspace, { measurement: measurement.name });
    return { model, subject: { workspace: name, patches, measurement: measurement.name, poi: measurement.config.poi } };
  });
}

async function patched(
  target: LoadedDocument,
  patch: PatchArgument,
  verify: boolean,
  input: ByteSource,
): Promise<unknown> {
  const name = sourceName(patch.file);
  const text = await readText(patch.file, input);
  return withinFile(name, () => {
    const content = parseJson(text);
    if (Array.isArray(content)) {
      if (patch.name === undefined) return applyPatch(target.document, content);
      throw new InvalidInputError(`it is a plain patch, which has no names; allowed: --patch ${patch.file}`);
    }
    const patchset = readPatchset(content);
    if (verify) verified(patchset, target);
    return applyPatch(target.document, findPatch(patchset, asked(patch, patchset)).patch);
  });
}

function verified(patchset: Patchset, { text, name }: LoadedDocument): void {
  try {
    verifyPatchset(patchset, text);
  } catch (error) {
    if (!(error instanceof DigestMismatchError)) throw error;
    throw new InvalidInputError(`it is not for ${name}: ${errorMessage(error)}; --no-verify goes on`, { cause: error });
  }
}

function asked({ name, file }: PatchArgument, { patches }: Patchset): string | readonly (string | number)[] {
  if (name !== undefined) return name;
  const names = patches.map(({ metadata }) => metadata.name);
  const shown = names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} ... (${names.length} patches)`;
  throw new InvalidInputError(`no patch of it is named; allowed: --patch ${file}:<name> with one of ${shown}`);
}
