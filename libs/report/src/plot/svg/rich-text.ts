import { ink } from '../palette.js';
import { element, escapeXml } from './element.js';

/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly italic?: boolean;
  readonly bold?: boolean;
  readonly shift?: 'sub' | 'sup';
  /** em of its own size by which it starts further left, under a superscript for instance. */
  readonly back?: number;
}

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** px */
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  /** Degrees about (x, y). */
  readonly rotate?: number;
}

const SMALL = 0.72;
const OFFSET = { sub: 0.24, sup: -0.38 } as const;

/** The family of the bundled font; png and pdf have no other. */
export const FONT_FAMILY = 'DejaVu Sans';

/** One line of text with italics, subscripts and superscripts. */
export function richText(runs: readonly Run[], style: TextStyle): string {
  const { x, y, size } = style;
  let lowered = 0;
  const spans = runs.map((run) => {
    const target = run.shift === undefined ? 0 : OFFSET[run.shift] * size;
    const dy = target - lowered;
    lowered = target;
    return span(run, size, dy);
  });
  return element(
    'text',
    {
      x,
      y,
      'font-family': FONT_FAMILY,
      'font-size': size,
      'text-anchor': style.anchor ?? 'start',
      fill: style.fill ?? ink.text,
      ...(style.rotate === undefined ? {} : { transform: `rotate(${style.rotate} ${x} ${y})` }),
    },
    spans,
  );
}

function span(run: Run, size: number, dy: number): string {
  const text = escapeXml(run.text);
  const attributes = {
    ...((run.back ?? 0) === 0 ? {} : { dx: -(run.back ?? 0) * size * (run.shift === undefined ? 1 : SMALL) }),
    ...(dy === 0 ? {} : { dy }),
    ...(run.shift === undefined ? {} : { 'font-size': size * SMALL }),
    ...(run.italic === true ? { 'font-style': 'italic' } : {}),
    ...(run.bold === true ? { 'font-weight': 'bold' } : {}),
  };
  return Object.keys(attributes).length === 0 ? text : element('tspan', attributes, [text]);
}

/** The characters alone. */
export function plainText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** Width in px, a few per cent from above: glyphs of the font are sorted into widths rather than measured. */
export function textWidth(runs: readonly Run[], size: number): number {
  return runs.reduce((sum, run) => {
    const scale = size * (run.shift === undefined ? 1 : SMALL) * (run.bold === true ? 1.13 : 1);
    const ems = [...run.text].reduce((total, character) => total + glyphWidth(character), 0);
    return sum + (ems - (run.back ?? 0)) * scale;
  }, 0);
}

/** Advance of a glyph of DejaVu Sans, em, rounded up by class. */
function glyphWidth(character: string): number {
  if (/[ijl'.,:;|!\s\u2032]/.test(character)) return 0.34;
  if (/[ftrI()[\]\-/⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]/.test(character)) return 0.46;
  if (/[mwMW→±×%+=]/.test(character)) return 0.95;
  return /[A-Z]/.test(character) ? 0.73 : 0.64;
}
