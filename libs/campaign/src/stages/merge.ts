import { emptyHistogram, mergeHistograms, scaleHistogram, type Histogram } from '@darkreach/histogram';
import type { TemplateRecipe } from '@darkreach/channels';
import { CampaignPlanError } from '../errors.js';
import type { BookEntry } from '../plan/template-book.js';
import type { PartialHistogram } from './simulate.js';

/** A template in events per fb^-1 (a signal at coupling 1e-3), with what is to be said of its sample. */
export interface Template {
  readonly kind: 'template';
  readonly id: string;
  readonly process: string;
  readonly region: string;
  readonly title: string;
  readonly mass?: number;
  /** Events per fb^-1. */
  readonly histogram: Histogram;
  readonly generatedEvents: number;
  readonly clipped: number;
  /** Cross-section of the process in fb before any cut. */
  readonly produced: number;
  /** Events per fb^-1 that one generated event of the largest weight would stand for; 0 for a density from data. */
  readonly largestEvent: number;
  /** Relative uncertainty of a density from data; 0 for a simulated template. */
  readonly relativeError: number;
}

/**
 * Adds the shards of a template, in the order of their numbers, and normalises the sum to 1 fb^-1.
 * @throws CampaignPlanError for a simulated template without shards
 */
export function mergeShards(entry: BookEntry, parts: readonly PartialHistogram[]): Template {
  const { recipe, id, mass } = entry;
  const shared = {
    kind: 'template',
    id,
    process: recipe.process,
    region: recipe.region,
    title: recipe.title,
    ...(mass === undefined ? {} : { mass }),
  } as const;
  if (recipe.source.kind === 'flat') {
    const { relativeError, density, low, high } = recipe.source;
    const produced = density * (high - low);
    const ofData = { generatedEvents: 0, clipped: 0, largestEvent: 0 };
    return { ...shared, ...ofData, histogram: flatHistogram(recipe), produced, relativeError };
  }
  if (parts.length === 0) throw new CampaignPlanError(`${id}: 0 shards to merge; a simulated template has at least 1`);
  const merged = mergeHistograms(
    recipe.axis,
    parts.map(({ shard, histogram }) => ({ order: shard, histogram })),
  );
  const generatedEvents = parts.reduce((sum, part) => sum + part.events, 0);
  const { weight } = recipe.source.kernel;
  const eventOfWeightOne = recipe.source.crossSection / generatedEvents;
  return {
    ...shared,
    histogram: scaleHistogram(merged, eventOfWeightOne),
    generatedEvents,
    clipped: parts.reduce((sum, part) => sum + part.clipped, 0),
    produced: recipe.source.produced,
    largestEvent: eventOfWeightOne * (weight.kind === 'linear' ? 1 : weight.high),
    relativeError: 0,
  };
}

/** A density that is flat between two edges; bins at the edges get their share. */
function flatHistogram({ axis, source }: TemplateRecipe): Histogram {
  const histogram = emptyHistogram(axis);
  if (source.kind !== 'flat') return histogram;
  const width = (axis.high - axis.low) / axis.bins;
  for (let bin = 0; bin < axis.bins; bin++) {
    const left = axis.low + bin * width;
    const overlap = Math.min(left + width, source.high) - Math.max(left, source.low);
    histogram.sumw[bin + 1] = source.density * Math.max(overlap, 0);
  }
  return histogram;
}
