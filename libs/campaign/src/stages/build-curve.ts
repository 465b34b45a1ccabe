import type { BackgroundSummary, LimitCurve, LimitPoint, PointBand } from '../campaign-result.js';
import type { BookSearch } from '../plan/template-book.js';
import type { ResolvedLuminosity } from '../spec/resolved-campaign.js';
import { yieldsInWindow } from './fit.js';
import type { Template } from './merge.js';
import type { SearchTemplates } from './search-templates.js';

/** What was found at a mass. */
export interface PointLimit {
  /** GeV */
  readonly mass: number;
  /** Absent where its shards were given up. */
  readonly signal: Template | undefined;
  readonly band: PointBand;
}

/** Limits on mu at every mass become a curve of the coupling. */
export function buildCurve(
  { search, backgrounds }: Pick<SearchTemplates, 'search' | 'backgrounds'>,
  luminosity: ResolvedLuminosity,
  points: readonly PointLimit[],
): LimitCurve {
  return {
    kind: 'limit-curve',
    channel: search.channel.id,
    experiment: search.experiment.id,
    luminosity,
    points: points.map((point) => limitPoint(search, luminosity.inverseFemtobarn, point)),
    backgrounds: backgrounds.map((template) => summarise(template, luminosity.inverseFemtobarn)),
  };
}

function limitPoint(search: BookSearch, luminosity: number, { mass, signal, band }: PointLimit): LimitPoint {
  const { channel, experiment } = search;
  const [m2, m1, median, p1, p2] = band.expected.map((mu) => channel.couplingFromStrength(mu)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const { low, high, reason } = experiment.validity;
  const notes = [
    ...(mass < low || mass > high ? [reason] : []),
    ...(band.status === 'not-computed' ? [band.reason ?? 'not computed'] : []),
  ];
  return {
    mass,
    coupling: [m2, m1, median, p1, p2],
    // coupling ~ sqrt(mu): half the relative error of mu
    couplingError: (0.5 * median * band.medianError) / band.expected[2],
    band,
    ...signalYield(search, luminosity, mass, signal),
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
}

function signalYield(
  { experiment, search }: BookSearch,
  luminosity: number,
  mass: number,
  signal: Template | undefined,
): Pick<LimitPoint, 'signalEvents' | 'efficiency' | 'efficiencyError'> {
  if (signal === undefined) return { signalEvents: NaN, efficiency: NaN, efficiencyError: NaN };
  const { yields, statErrors } = yieldsInWindow(signal, experiment.fitWindow(mass, search.model), luminosity);
  const signalEvents = yields.reduce((sum, value) => sum + value, 0);
  const produced = signal.produced * luminosity;
  return {
    signalEvents,
    efficiency: signalEvents / produced,
    efficiencyError: Math.hypot(...statErrors) / produced,
  };
}

/** Expected events of a background, its Monte-Carlo error, and the luminosity that its sample is worth. */
export function summarise(template: Template, luminosity: number): BackgroundSummary {
  const inside = (values: Float64Array): number => values.slice(1, -1).reduce((sum, value) => sum + value, 0);
  const rate = inside(template.histogram.sumw);
  const variance = inside(template.histogram.sumw2);
  const simulated = template.generatedEvents > 0;
  const relativeStatError = simulated ? Math.sqrt(variance) / rate : template.relativeError;
  const effectiveEvents = rate > 0 ? 1 / relativeStatError ** 2 : 0;
  return {
    process: template.process,
    region: template.region,
    title: template.title,
    events: rate * luminosity,
    relativeStatError,
    generatedEvents: template.generatedEvents,
    effectiveEvents,
    equivalentLuminosity: rate > 0 ? effectiveEvents / rate : 0,
  };
}
