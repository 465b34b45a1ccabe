import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { readJson, writeJson } from '../json/number-json.js';
import type { ReportFile } from '../report-format.js';
import type { ReportInput } from '../report-input.js';
import { projectVersion } from './project-version.js';

const FORMAT = 'darkreach-manifest/v1';

interface FileRecord {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** manifest.json: by what, on what kind of machine, from which seed, how long, and the SHA-256 of every other file. */
export async function manifestFile(input: ReportInput, files: readonly ReportFile[]): Promise<ReportFile> {
  const { result } = input;
  const { device, simulateSeconds, fitSeconds, ...counts } = result.statistics;
  const manifest = {
    format: FORMAT,
    project: await projectVersion(),
    campaign: { name: result.campaign.name, file: basename(input.campaignFile), digest: result.digest },
    status: result.status,
    seed: result.campaign.seed,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    device,
    counts,
    timings: { simulateSeconds, fitSeconds },
    written: new Date().toISOString(),
    files: files.map(fileRecord),
  };
  return { path: 'manifest.json', content: writeJson(manifest) };
}

/**
 * The manifest with the records of `files` replaced or added.
 * @throws ReportReadError when the text is not such a manifest
 */
export function updateManifest(text: string, files: readonly ReportFile[], path: string): ReportFile {
  const manifest = readJson(text, FORMAT, path);
  const fresh = new Map(files.map((file) => [file.path, fileRecord(file)]));
  const old = (manifest['files'] as readonly FileRecord[] | undefined) ?? [];
  const kept = old.map((record) => fresh.get(record.path) ?? record);
  const added = [...fresh.values()].filter((record) => !old.some(({ path: known }) => known === record.path));
  return { path: 'manifest.json', content: writeJson({ ...manifest, files: [...kept, ...added] }) };
}

function fileRecord({ path, content }: ReportFile): FileRecord {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
