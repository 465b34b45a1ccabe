import { writeReport, type ReportInput } from '@darkreach/report';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { NewArtifact } from '@darkreach/cluster';
import type { ReportAnswer } from './report-writer.js';

/** The program of the thread that writes reports: into a folder of its own, and back as bytes. */
async function write(input: ReportInput): Promise<readonly NewArtifact[]> {
  const folder = await mkdtemp(join(tmpdir(), 'darkreach-report-'));
  try {
    const paths = await writeReport(input, folder);
    return await Promise.all(
      paths.map(async (path) => ({
        path: relative(folder, path).split(sep).join('/'),
        content: new Uint8Array(await readFile(path)),
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

write(workerData as ReportInput)
  .then((files): ReportAnswer => ({ kind: 'written', files }))
  .catch((error: unknown): ReportAnswer => ({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
  }))
  .then((answer) => parentPort?.postMessage(answer))
  .catch(() => undefined);
