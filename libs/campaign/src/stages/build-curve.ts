import type { LimitBand } from '@darkreach/statistics';
import type { BackgroundSummary, LimitCurve, LimitPoint } from '../campaign-result.js';
import type { BookSearch } from '../plan/template-book.js';
import type { ResolvedLuminosity } from '../spec/resolved-campaign.js';
import { yieldsInWindow } from './fit.js';
import type { Template } from './merge.js';

/** Limits on mu at every mass become a curve of the coupling. */
export function buildCurve(
  search: BookSearch,
  luminosity: ResolvedLuminosity,
  points: readonly { readonly signal: Template; readonly band: LimitBand }[],
  backgrounds: readonly Template[],
): LimitCurve {
  return {
    kind: 'limit-curve',
    channel: search.channel.id,
    experiment: search.experiment.id,
    luminosity,
    points: points.map(({ signal, band }) => limitPoint(search, luminosity.inverseFemtobarn, signal, band)),
    backgrounds: backgrounds.map((template) => summarise(template, luminosity.inverseFemtobarn)),
  };
}

function limitPoint(
  { channel, experiment, search }: BookSearch,
  luminosity: number,
  signal: Template,
  band: LimitBand,
): LimitPoint {
  const mass = signal.mass!;
  const [m2, m1, median, p1, p2] = band.expected.map((mu) => channel.couplingFromStrength(mu)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const { yields, statErrors } = yieldsInWindow(signal, experiment.fitWindow(mass, search.model), luminosity);
  const signalEvents = yields.reduce((sum, value) => sum + value, 0);
  const produced = signal.produced * luminosity;
  const { low, high, reason } = experiment.validity;
  return {
    mass,
    coupling: [m2, m1, median, p1, p2],
    // coupling ~ sqrt(mu): half the relative error of mu
    couplingError: (0.5 * median * band.medianError) / band.expected[2],
    band,
    signalEvents,
    efficiency: signalEvents / produced,
    efficiencyError: Math.hypot(...statErrors) / produced,
    ...(mass < low || mass > high ? { note: reason } : {}),
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
