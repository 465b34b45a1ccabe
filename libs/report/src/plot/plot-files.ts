import type { OutputFormat } from '@darkreach/campaign';
import type { ReportFile, ReportFormat } from '../report-format.js';
import type { PlotInput } from '../report-input.js';
import { drawings } from './drawings.js';
import { renderPdf } from './render/pdf.js';
import { renderPng } from './render/png.js';

type Render = (svg: string) => string | Uint8Array | Promise<Uint8Array>;

const renderers: Readonly<Partial<Record<OutputFormat, Render>>> = {
  svg: (svg) => svg,
  png: renderPng,
  pdf: renderPdf,
};

/** Every drawing in every format asked for; formats that are not of drawings are passed over. */
export async function plotFiles(input: PlotInput, formats: readonly OutputFormat[]): Promise<readonly ReportFile[]> {
  const wanted = [...new Set(formats)].flatMap((format) => {
    const render = renderers[format];
    return render === undefined ? [] : [{ format, render }];
  });
  const jobs = drawings(input).flatMap(({ name, svg }) =>
    wanted.map(async ({ format, render }) => ({ path: `${name}.${format}`, content: await render(svg) })),
  );
  return Promise.all(jobs);
}

/** Reach, limit and recoil plots. */
export const plotFormat: ReportFormat = {
  id: 'plot',
  files: ({ result }) => plotFiles(result, result.campaign.output.formats),
};
