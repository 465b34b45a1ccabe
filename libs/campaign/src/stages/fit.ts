import type { ChannelSystematic } from '@darkreach/channels';
import type { Histogram } from '@darkreach/histogram';
import type { NormalisationSystematic, TemplateModel, TemplateSample } from '@darkreach/statistics';
import type { BookSearch } from '../plan/template-book.js';
import type { ResolvedSystematic } from '../spec/resolved-campaign.js';
import type { Template } from './merge.js';

/** What makes the model of one limit: the templates of a search at a mass, and a luminosity in fb^-1. */
export interface ModelInput {
  readonly search: BookSearch;
  readonly signal: Template;
  readonly backgrounds: readonly Template[];
  readonly luminosity: number;
}

/** The binned model of one limit: the bins of the fit window, scaled to the luminosity, with every uncertainty. */
export function buildModel({ search, signal, backgrounds, luminosity }: ModelInput): TemplateModel {
  const window = search.experiment.fitWindow(signal.mass!, search.search.model);
  return {
    kind: 'template-model',
    signal: sampleInWindow(search, signal, window, luminosity),
    backgrounds: backgrounds
      .filter(({ region }) => region === signal.region)
      .map((background) => sampleInWindow(search, background, window, luminosity)),
  };
}

/** A template between two values of the observable, scaled to the luminosity, with its uncertainties. */
export function sampleInWindow(
  search: BookSearch,
  template: Template,
  window: readonly [number, number],
  luminosity: number,
): TemplateSample {
  return {
    name: template.process,
    ...yieldsInWindow(template, window, luminosity),
    systematics: systematicsOf(search, template, luminosity),
  };
}

/** Expected events and their Monte-Carlo errors in the bins that overlap the window. */
export function yieldsInWindow(
  { histogram, largestEvent }: Template,
  [low, high]: readonly [number, number],
  luminosity: number,
): Pick<TemplateSample, 'yields' | 'statErrors'> {
  const { axis, sumw, sumw2 } = histogram;
  const width = (axis.high - axis.low) / axis.bins;
  const first = Math.max(Math.floor((low - axis.low) / width + 1e-9), 0);
  const last = Math.min(Math.ceil((high - axis.low) / width - 1e-9), axis.bins);
  const empty = largestEvent > 0 ? errorOfEmptyBins(histogram, largestEvent) : () => 0;
  const bins = Array.from({ length: last - first }, (_, i) => first + i + 1);
  return {
    yields: bins.map((bin) => sumw[bin]! * luminosity),
    statErrors: bins.map((bin) => (sumw[bin]! > 0 ? Math.sqrt(sumw2[bin]!) : empty(bin)) * luminosity),
  };
}

/**
 * Monte-Carlo error of a bin in which no event survived: an unbroken run of n empty bins holds less than about one event
 * of the weight that is usual beside it (sumw2 / sumw, the larger of both sides), so each of its bins less than 1/n of
 * that. Flow bins are neighbours, not part of a run. A template without any survivor has no neighbour: there one event has the largest
 * weight that its kernel allows, so that a background nobody has seen yet weakens a limit and never strengthens it.
 */
function errorOfEmptyBins({ sumw, sumw2 }: Histogram, largestEvent: number): (bin: number) => number {
  return (bin) => {
    let left = bin;
    let right = bin;
    while (left > 0 && sumw[left] === 0) left--;
    while (right < sumw.length - 1 && sumw[right] === 0) right++;
    const beside = [left, right].filter((edge) => sumw[edge]! > 0).map((edge) => sumw2[edge]! / sumw[edge]!);
    return (beside.length === 0 ? largestEvent : Math.max(...beside)) / (right - left - 1);
  };
}

function systematicsOf(
  { search, channel }: BookSearch,
  template: Template,
  luminosity: number,
): readonly NormalisationSystematic[] {
  const declared = channel.systematics
    .filter((systematic) => systematic.processes.includes(template.process))
    .map((systematic) => atLuminosity(override(systematic, search.systematics), luminosity));
  if (template.relativeError === 0) return declared;
  return [...declared, { name: `${template.process} density`, relative: template.relativeError }];
}

function override(fallback: ChannelSystematic, changed: readonly ResolvedSystematic[]): ResolvedSystematic {
  return changed.find((systematic) => systematic.name === fallback.name) ?? fallback;
}

/** relative(L) = max(floor, relative sqrt(L_ref / L)) where it improves with luminosity. */
export function atLuminosity(systematic: ResolvedSystematic, luminosity: number): NormalisationSystematic {
  const { name, relative, scaling, referenceInverseFemtobarn, floor } = systematic;
  if (relative === 'free' || scaling === 'constant') return { name, relative };
  return { name, relative: Math.max(floor, relative * Math.sqrt(referenceInverseFemtobarn / luminosity)) };
}
