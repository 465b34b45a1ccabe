import type { BackgroundSummary, LimitCurve, SearchSummary } from '@darkreach/campaign';
import { markdownTable } from '../markdown/markdown-table.js';
import { searchOf } from '../published/published-match.js';

const HEAD = ['experiment', 'selection', 'background', 'pb', 'MC error', 'generated events', 'worth [fb^-1]'];

/** How large a data set each simulated background is worth: sumw^2 / sumw2 events at its visible cross-section. */
export function backgroundsSection(curves: readonly LimitCurve[], searches: readonly SearchSummary[]): string {
  const lines = new Map(
    curves.flatMap((curve) => {
      const experiment = searchOf(curve, searches)?.experimentTitle ?? curve.experiment;
      return curve.backgrounds.map((background) => {
        const cells = backgroundCells(experiment, background, curve.luminosity.inverseFemtobarn);
        return [[experiment, background.region, background.process].join('|'), cells] as const;
      });
    }),
  );
  return [
    '## Monte-Carlo statistics of the backgrounds',
    'Visible cross-section over the whole range of the observable after the selection, its relative Monte-Carlo error, and the ' +
      'luminosity that the weighted sample is worth there. The error of every bin is part of the fit.',
    markdownTable(HEAD, [...lines.values()]),
  ].join('\n\n');
}

function backgroundCells(experiment: string, background: BackgroundSummary, luminosity: number): readonly string[] {
  const { region, title, events, relativeStatError, generatedEvents, equivalentLuminosity } = background;
  return [
    experiment,
    region,
    title,
    (events / luminosity / 1000).toPrecision(3),
    Number.isFinite(relativeStatError) ? `${(100 * relativeStatError).toPrecision(2)} %` : 'no survivor',
    generatedEvents === 0 ? 'from data' : generatedEvents.toExponential(1),
    Number.isFinite(equivalentLuminosity) ? equivalentLuminosity.toPrecision(3) : 'none',
  ];
}
