/** Which patch of which file: `--patch file` or `--patch file:name`. */
export interface PatchArgument {
  readonly file: string;
  /** Name of a patch in a patchset, or its values. */
  readonly name?: string | readonly (string | number)[];
}

/**
 * Takes `file:name` apart at the last colon, unless there is a file of the whole name. `[1, 2]` stands for the values of
 * a patch.
 */
export function patchArgument(text: string, exists: (file: string) => boolean): PatchArgument {
  const colon = text.lastIndexOf(':');
  if (colon <= 0 || exists(text)) return { file: text };
  return { file: text.slice(0, colon), name: nameOrValues(text.slice(colon + 1)) };
}

function nameOrValues(text: string): string | readonly (string | number)[] {
  if (!text.startsWith('[')) return text;
  try {
    const values = JSON.parse(text) as unknown;
    return Array.isArray(values) ? (values as readonly (string | number)[]) : text;
  } catch {
    return text;
  }
}
