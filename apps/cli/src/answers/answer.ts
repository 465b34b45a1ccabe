import type { Colours } from '../terminal.js';

/** What a command about a workspace found out, for programs and for people. */
export interface Answer {
  /** Plain values; numbers that do not exist are NaN and are written as null. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly text: (colours: Colours) => string;
}

/** What an answer is about. */
export interface Subject {
  /** Name of the file, or `standard input`. */
  readonly workspace: string;
  /** Patches that were applied, as they were given. */
  readonly patches: readonly string[];
  readonly measurement: string;
  /** Name of the parameter of interest. */
  readonly poi: string;
}

/** The head line of an answer: `workspace.json + patch.json:mass_2, measurement meas`. */
export function subjectLine({ workspace, patches, measurement }: Subject): string {
  return `${[workspace, ...patches].join(' + ')}, measurement ${measurement}`;
}

/** What says of a document what it is about. */
export function subjectMembers({ workspace, patches, measurement, poi }: Subject): Readonly<Record<string, unknown>> {
  return { workspace, ...(patches.length === 0 ? {} : { patches }), measurement, poi };
}
