import type { CampaignResult, RunStatistics } from '@darkreach/campaign';
import { readLimits, ReportReadError } from '@darkreach/report';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the summary of a run is made from. */
export type ResultSummary = Pick<CampaignResult, 'campaign' | 'status' | 'searches' | 'curves' | 'statistics'>;

interface Manifest {
  readonly device: RunStatistics['device'];
  readonly counts: Omit<RunStatistics, 'device' | 'simulateSeconds' | 'fitSeconds'>;
  readonly timings: Pick<RunStatistics, 'simulateSeconds' | 'fitSeconds'>;
}

/**
 * Reads limits, counts and timings back from a results folder.
 *
 * @throws {ReportReadError} when limits.json or manifest.json is not what it should be
 */
export async function fetchedResult(folder: string): Promise<ResultSummary> {
  const limits = readLimits(await text(join(folder, 'limits.json')), join(folder, 'limits.json'));
  const path = join(folder, 'manifest.json');
  const { device, counts, timings } = manifest(await text(path), path);
  return { ...limits, statistics: { ...counts, ...timings, device } };
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ReportReadError(path, 'it is not there', cause);
  }
}

function manifest(content: string, path: string): Manifest {
  const found = parsed(content);
  if (found?.device !== undefined && found.counts !== undefined && found.timings !== undefined) {
    return found as Manifest;
  }
  throw new ReportReadError(path, 'it lacks device, counts or timings');
}

function parsed(content: string): Partial<Manifest> | undefined {
  try {
    return JSON.parse(content) as Partial<Manifest>;
  } catch {
    return undefined;
  }
}
