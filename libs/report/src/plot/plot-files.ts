import type { OutputFormat } from '@darkreach/campaign';
import type { ReportFile, ReportFormat } from '../report-format.js';
import type { PlotInput } from '../report-input.js';
import { drawings } from './drawings.js';
import { DRAWING_FORMATS, renderDrawing } from './render-drawing.js';

/** Every drawing in every format asked for; formats that are not of drawings are passed over. */
export async function plotFiles(input: PlotInput, formats: readonly OutputFormat[]): Promise<readonly ReportFile[]> {
  const wanted = [...new Set(formats)].flatMap((format) => DRAWING_FORMATS.filter((one) => one === format));
  const jobs = drawings(input).flatMap(({ name, svg }) =>
    wanted.map(async (format) => ({ path: `${name}.${format}`, content: await renderDrawing(svg, format) })),
  );
  return Promise.all(jobs);
}

/** Reach, limit and recoil plots. */
export const plotFormat: ReportFormat = {
  id: 'plot',
  files: ({ result }) => plotFiles(result, result.campaign.output.formats),
};
