import type { OutputFormat } from '@darkreach/campaign';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReportReadError } from './errors.js';
import { readHistograms } from './json/histograms-json.js';
import { readLimits } from './json/limits-json.js';
import { updateManifest } from './manifest/manifest.js';
import { plotFiles } from './plot/plot-files.js';
import { writeFiles } from './write-files.js';

/**
 * Draws the plots of a results folder again, from its limits.json and histograms.json, and brings their digests in its
 * manifest up to date.
 * @param formats what to draw; by default what the campaign asked for
 * @returns the paths of the drawings
 * @throws ReportReadError when one of the documents is missing or is not one of ours
 * @throws ReportWriteError when a drawing cannot be written
 */
export async function redraw(folder: string, formats?: readonly OutputFormat[]): Promise<readonly string[]> {
  const limits = readLimits(await read(folder, 'limits.json'), join(folder, 'limits.json'));
  const histograms = readHistograms(await read(folder, 'histograms.json'), join(folder, 'histograms.json'));
  const drawings = await plotFiles({ ...limits, histograms }, formats ?? limits.campaign.output.formats);
  const manifest = await read(folder, 'manifest.json').catch(() => undefined);
  if (manifest === undefined) return writeFiles(folder, drawings);
  const updated = updateManifest(manifest, drawings, join(folder, 'manifest.json'));
  return (await writeFiles(folder, [...drawings, updated])).slice(0, drawings.length);
}

async function read(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ReportReadError(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
