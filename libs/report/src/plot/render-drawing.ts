import { renderPdf } from './render/pdf.js';
import { renderPng } from './render/png.js';

/** Endings of the files that a drawing can be written to. */
export const DRAWING_FORMATS = ['svg', 'png', 'pdf'] as const;

export type DrawingFormat = (typeof DRAWING_FORMATS)[number];

/** A drawing (an SVG document) as the content of a file of that format. */
export async function renderDrawing(svg: string, format: DrawingFormat): Promise<string | Uint8Array> {
  switch (format) {
    case 'svg':
      return svg;
    case 'png':
      return renderPng(svg);
    case 'pdf':
      return renderPdf(svg);
  }
}
