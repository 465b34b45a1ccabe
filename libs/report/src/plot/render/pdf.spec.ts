import { describe, expect, it } from '@jest/globals';
import { sampleResult } from '../../../fixtures/sample-result.js';
import { drawings } from '../drawings.js';
import { renderPdf } from './pdf.js';

const { svg } = drawings(sampleResult)[0]!;

describe('renderPdf', () => {
  it('is a PDF of one page with the bundled fonts in it', async () => {
    const text = Buffer.from(await renderPdf(svg)).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    for (const font of ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSans-Oblique'])
      expect(text).toMatch(new RegExp(`\\+${font}\\b`));
  });

  it('has the same bytes for the same drawing', async () => {
    expect(Buffer.compare(await renderPdf(svg), await renderPdf(svg))).toBe(0);
  });
});
