import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import { drawPage, frameBelow } from '../page.js';
import { renderPng } from './png.js';

const page = (notes: readonly string[]): string =>
  drawPage({ frame: frameBelow(0), title: 't', description: 'd', statement: [], notes, content: [] });
const svg = page(['μ, ε, χ, σ, ⁻¹, →, ′, ±']);

describe('renderPng', () => {
  it('is a PNG of twice the size of the drawing', () => {
    const png = Buffer.from(renderPng(svg));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1800);
  });

  it('has text, which the renderer drops without a word where there is no font', () => {
    const withFont = renderPng(svg);
    const without = renderPng(svg, []);
    expect(Buffer.compare(withFont, without)).not.toBe(0);
    expect(withFont.length).toBeGreaterThan(without.length + 2000);
    const blank = page([' ']).replace(/<text.*?<\/text>/g, '');
    expect(Buffer.compare(renderPng(blank), renderPng(page([' ']), []))).toBe(0);
  });

  it('has bold and italic of its own', () => {
    const text = (style: string): Uint8Array =>
      renderPng(
        `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="40"><text x="5" y="30" font-family="DejaVu Sans" ${style}>ab</text></svg>`,
      );
    const three = [text(''), text('font-style="italic"'), text('font-weight="bold"')].map((png) =>
      Buffer.from(png).toString('base64'),
    );
    expect(new Set(three).size).toBe(3);
  });

  it('refuses what is no drawing', () => expect(() => new Resvg('<svg')).toThrow());
});
