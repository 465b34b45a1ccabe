import { richText, textWidth, type Run } from './svg/rich-text.js';

/** A line of a legend: a mark of 36 px centred at height y, and what it stands for. Without mark, a heading. */
export interface LegendEntry {
  readonly mark?: (x: number, y: number) => string;
  readonly label: readonly Run[];
}

export interface LegendBlock {
  readonly height: number;
  readonly draw: (x: number, y: number) => string;
}

const ROW = 24;
const MARK = 36;
const GAP = 10;
const SIZE = 15;

/** A legend of columns side by side where they fit into `width` px, else one below the other. */
export function legendBlock(columns: readonly (readonly LegendEntry[])[], width: number): LegendBlock {
  const used = columns.filter((column) => column.length > 0);
  const widths = used.map((column) => Math.max(...column.map(entryWidth)) + 24);
  const fits = widths.reduce((sum, w) => sum + w, 0) <= width;
  const laid = fits ? used : [used.flat()];
  const offsets = laid.map((_, i) => widths.slice(0, i).reduce((sum, w) => sum + w, 0));
  return {
    height: ROW * Math.max(0, ...laid.map((column) => column.length)),
    draw: (x, y) => laid.map((column, i) => drawColumn(column, x + offsets[i]!, y)).join(''),
  };
}

function drawColumn(column: readonly LegendEntry[], x: number, y: number): string {
  return column
    .map(({ mark, label }, row) => {
      const middle = y + (row + 0.5) * ROW;
      const start = mark === undefined ? x : x + MARK + GAP;
      return (mark?.(x, middle) ?? '') + richText(label, { x: start, y: middle + 5, size: SIZE });
    })
    .join('');
}

function entryWidth({ mark, label }: LegendEntry): number {
  return textWidth(label, SIZE) + (mark === undefined ? 0 : MARK + GAP);
}
