import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { fontFiles } from '../render/fonts.js';
import { FONT_FAMILY, plainText, richText, textWidth, type Run } from './rich-text.js';

/** Width of the ink of a text, px, as the renderer measures it. */
function measuredWidth(runs: readonly Run[], size: number): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100">${richText(runs, { x: 10, y: 60, size })}</svg>`;
  const font = { loadSystemFonts: false, fontFiles: Object.values(fontFiles), defaultFontFamily: FONT_FAMILY };
  return new Resvg(svg, { font }).getBBox()!.width;
}

describe('richText', () => {
  it('comes back to the line after a subscript', () => {
    const shifts = [
      ...richText([{ text: 'm' }, { text: 'A', shift: 'sub' }, { text: ' x' }], { x: 0, y: 0, size: 100 }).matchAll(
        /dy="([-\d.]+)"/g,
      ),
    ];
    expect(shifts).toHaveLength(2);
    expect(shifts.reduce((sum, [, dy]) => sum + Number(dy), 0)).toBeCloseTo(0, 9);
  });

  it('escapes its text', () => {
    expect(richText([{ text: '<&' }], { x: 0, y: 0, size: 14 })).toContain('&lt;&amp;');
  });

  it('has its characters in reading order', () => {
    expect(plainText([{ text: 'CL' }, { text: 's', shift: 'sub' }])).toBe('CLs');
  });
});

describe('textWidth', () => {
  it.each([
    'Belle II, 50 ab⁻¹, projection, arXiv:1808.10567',
    'Expected median, ±1σ, ±2σ',
    'NA64e 2019, observed, arXiv:1906.00176',
    'e⁺e⁻ → γγγ',
    'MWmw 0123456789',
  ])('is above what the renderer measures for %p, by less than a quarter', (text) => {
    for (const bold of [false, true]) {
      const reckoned = textWidth([{ text, bold }], 15);
      const measured = measuredWidth([{ text, bold }], 15);
      expect(reckoned).toBeGreaterThan(measured);
      expect(reckoned).toBeLessThan(1.25 * measured);
    }
  });
});
