import type { NewArtifact } from '@darkreach/cluster';
import type { ReportInput } from '@darkreach/report';
import { Worker } from 'node:worker_threads';
import { ReportThreadError } from './errors.js';

/** Makes the files of a campaign: tables, documents, plots, manifest. */
export type ReportWriter = (input: ReportInput) => Promise<readonly NewArtifact[]>;

/** What the thread answers. */
export type ReportAnswer =
  | { readonly kind: 'written'; readonly files: readonly NewArtifact[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Writes reports in a thread of its own: drawing takes seconds, and workers want to be heard meanwhile. */
export const writeReportInThread: ReportWriter = (input) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./report-main.js', import.meta.url), { workerData: input });
    thread.once('message', (answer: ReportAnswer) => {
      if (answer.kind === 'written') resolve(answer.files);
      else reject(new ReportThreadError(answer.message));
    });
    thread.once('error', (cause) =>
      reject(new ReportThreadError(`writing the report failed: ${cause.message}`, { cause })),
    );
    thread.once('exit', (code) =>
      reject(new ReportThreadError(`the thread that writes reports ended with code ${code}`)),
    );
  });
