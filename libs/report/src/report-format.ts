import type { ReportInput } from './report-input.js';

/** A file of a results folder, by its name in it. */
export interface ReportFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** One output format: the files that it adds to a results folder. */
export interface ReportFormat {
  readonly id: string;
  readonly files: (input: ReportInput) => Promise<readonly ReportFile[]> | readonly ReportFile[];
}
