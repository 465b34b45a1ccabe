import { ink } from './palette.js';
import { element, escapeXml } from './svg/element.js';
import { richText, textWidth, type Run } from './svg/rich-text.js';
import type { Frame } from './axes/frame.js';

/** Width of every drawing, px. */
export const PAGE_WIDTH = 900;

/** Left, right and top of the data on every page, px. */
export const pageEdges = { left: 116, right: 876, top: 48 } as const;

/** The data's frame: 540 px high, or higher where title and legend would leave less than 320 px below them. */
export function frameBelow(headroom: number): Frame {
  return { ...pageEdges, bottom: pageEdges.top + Math.max(540, headroom + 320) };
}

const NOTE = 22;
const NOTE_SIZE = 14;

/** What stands around the data. */
export interface Page {
  readonly frame: Frame;
  /** What a screen reader says, and what a search finds. */
  readonly title: string;
  readonly description: string;
  /** Above the frame, on the left: who made it and what it is; a projection of this program unless given. */
  readonly heading?: readonly Run[];
  /** Above the frame, on the right. */
  readonly statement: readonly Run[];
  /** One line each, below the axis. */
  readonly notes: readonly string[];
  readonly content: readonly string[];
}

const PROJECTION: readonly Run[] = [
  { text: 'Darkreach simulation', bold: true },
  { text: '\u2002Projection', italic: true },
];

/** An SVG document: white page, who made it and what it is above the frame, notes below. */
export function drawPage(page: Page): string {
  const { frame, title, description, heading = PROJECTION, statement, content } = page;
  const notes = page.notes.flatMap(wrapped);
  const height = frame.bottom + 76 + NOTE * notes.length;
  const above = frame.top - 14;
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: PAGE_WIDTH, height, viewBox: `0 0 ${PAGE_WIDTH} ${height}` },
    [
      element('title', {}, [escapeXml(title)]),
      element('desc', {}, [escapeXml(description)]),
      element('rect', { width: PAGE_WIDTH, height, fill: ink.paper }),
      richText(heading, { x: frame.left, y: above, size: 18 }),
      richText(statement, { x: frame.right, y: above, size: 16, anchor: 'end' }),
      ...content,
      ...notes.map((note, i) =>
        richText([{ text: note }], { x: 24, y: frame.bottom + 86 + NOTE * i, size: NOTE_SIZE, fill: ink.quiet }),
      ),
    ],
  );
  return `${svg}\n`;
}

/** A note in lines that fit the page. */
function wrapped(note: string): readonly string[] {
  const lines: string[] = [''];
  for (const word of note.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trimStart();
    if (textWidth([{ text: longer }], NOTE_SIZE) <= PAGE_WIDTH - 48) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** `90 % CL upper limits, CLs`. */
export function limitStatement(cl: number): readonly Run[] {
  return [{ text: `${percent(cl)} CL upper limits, CL` }, { text: 's', shift: 'sub' }];
}

/** 0.9 as `90 %`. */
export function percent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(4))} %`;
}
