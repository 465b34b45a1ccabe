import type { PublishedLimit } from '@darkreach/campaign';
import { ink } from '../palette.js';
import { element } from '../svg/element.js';

/** A published limit's mark: filled circle for an observed limit, open square for a projection, open diamond for a derived one. */
export function publishedMark(kind: PublishedLimit['kind'], x: number, y: number, colour: string): string {
  switch (kind) {
    case 'observed':
      return element('circle', { cx: x, cy: y, r: 5.5, fill: colour, stroke: ink.paper, 'stroke-width': 1.5 });
    case 'expected (projection)':
      return open('rect', { x: x - 5, y: y - 5, width: 10, height: 10 }, colour);
    case 'expected (derived)':
      return open(
        'path',
        { d: `M${p(x)},${p(y - 7)}L${p(x + 7)},${p(y)}L${p(x)},${p(y + 7)}L${p(x - 7)},${p(y)}Z` },
        colour,
      );
  }
}

/** What a mark stands for, in a legend. */
export function publishedKind(kind: PublishedLimit['kind']): string {
  switch (kind) {
    case 'observed':
      return 'observed';
    case 'expected (projection)':
      return 'projection';
    case 'expected (derived)':
      return 'derived';
  }
}

function open(name: string, shape: Readonly<Record<string, string | number>>, colour: string): string {
  return element(name, { ...shape, fill: ink.paper, stroke: colour, 'stroke-width': 2.2 });
}

function p(value: number): string {
  return String(Math.round(value * 100) / 100);
}
