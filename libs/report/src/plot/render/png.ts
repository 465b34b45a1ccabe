import { Resvg } from '@resvg/resvg-js';
import { FONT_FAMILY } from '../svg/rich-text.js';
import { fontFiles } from './fonts.js';

/** px of the picture for each px of the drawing. */
const ZOOM = 2;

/** A drawing as PNG at twice its size, set in the bundled font whatever the machine has. */
export function renderPng(svg: string, files: readonly string[] = Object.values(fontFiles)): Uint8Array {
  const font = { loadSystemFonts: false, fontFiles: [...files], defaultFontFamily: FONT_FAMILY };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng();
}
