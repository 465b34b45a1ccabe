import { fontFiles } from './fonts.js';

/** A drawing as PDF of one page, 1 px as 1 pt, text as text. It carries no date: equal drawings give equal bytes. */
export async function renderPdf(svg: string): Promise<Uint8Array> {
  // They take longer to load than most commands to run.
  const [{ default: PDFDocument }, { default: SVGtoPDF }] = await Promise.all([
    import('pdfkit'),
    import('svg-to-pdfkit'),
  ]);
  const size = pageSize(svg);
  const info = { CreationDate: new Date(0), Producer: 'darkreach', Creator: 'darkreach' };
  const document = new PDFDocument({ size: [size.width, size.height], margin: 0, info });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => document.on('end', resolve).on('error', reject));
  SVGtoPDF(document, svg, 0, 0, { ...size, assumePt: true, fontCallback });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function fontCallback(_family: string, bold: boolean, italic: boolean): string {
  if (bold) return italic ? fontFiles.boldItalic : fontFiles.bold;
  return italic ? fontFiles.italic : fontFiles.regular;
}

function pageSize(svg: string): { readonly width: number; readonly height: number } {
  const [, width = '900', height = '600'] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
