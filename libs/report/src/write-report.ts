import { formats } from './formats.js';
import { manifestFile } from './manifest/manifest.js';
import type { ReportFile } from './report-format.js';
import type { ReportInput } from './report-input.js';
import { writeFiles } from './write-files.js';

/**
 * Writes the results folder of a campaign: tables and documents always, drawings in the formats that the campaign asks
 * for, and a manifest with the SHA-256 of every other file, last.
 * @returns the paths written
 * @throws ReportWriteError when the folder cannot be written
 */
export async function writeReport(input: ReportInput, folder: string): Promise<readonly string[]> {
  const files: ReportFile[] = [];
  for (const format of formats) files.push(...(await format.files(input)));
  return writeFiles(folder, [...files, await manifestFile(input, files)]);
}
