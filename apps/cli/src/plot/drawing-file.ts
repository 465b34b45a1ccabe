import { DRAWING_FORMATS, renderDrawing } from '@darkreach/report';
import { writeDocument } from '../answers/write-answer.js';
import { InvalidInputError } from '../errors.js';

/** A file for a drawing, in the format that its ending says. */
export interface DrawingFile {
  readonly write: (svg: string) => Promise<void>;
}

/**
 * Where a drawing is to go.
 * @throws {InvalidInputError} for an ending that is no format
 */
export function drawingFile(file: string): DrawingFile {
  const ending = /\.([^./\\]*)$/.exec(file)?.[1]?.toLowerCase();
  const format = DRAWING_FORMATS.find((one) => one === ending);
  if (format === undefined)
    throw new InvalidInputError(`--plot ${file}: its ending names no format; allowed: .${DRAWING_FORMATS.join(', .')}`);
  return { write: async (svg) => writeDocument(file, await renderDrawing(svg, format)) };
}
