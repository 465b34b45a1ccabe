import type { CampaignResult, CurveModels, LimitCurve, NamedHistogram, SearchSummary } from '../campaign-result.js';
import type { TemplateBook } from '../plan/template-book.js';
import type { RunnerDevice } from '../runner/runner.js';
import { campaignDigest } from '../spec/campaign-digest.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { Template } from './merge.js';

/** Everything that a run leaves behind. */
export interface RunOutcome {
  readonly campaign: ResolvedCampaign;
  readonly book: TemplateBook;
  readonly templates: ReadonlyMap<string, Template>;
  readonly curves: readonly LimitCurve[];
  readonly models: readonly CurveModels[];
  readonly counts: { readonly shards: number; readonly events: number; readonly clipped: number };
  readonly device: RunnerDevice;
  readonly workers: number;
  readonly simulateSeconds: number;
  readonly fitSeconds: number;
}

/** The result of a campaign, as reports read it. */
export function describeResult(outcome: RunOutcome): CampaignResult {
  const { campaign, book, curves, models, counts, device, workers, simulateSeconds, fitSeconds } = outcome;
  const bands = curves.flatMap((curve) => curve.points.map((point) => point.band));
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    kind: 'campaign-result',
    digest: campaignDigest(campaign),
    campaign,
    status: bands.every(({ status }) => status === 'ok' || status === 'outside-range') ? 'complete' : 'incomplete',
    searches: book.searches.map(describeSearch),
    curves,
    histograms: describeHistograms(outcome),
    models,
    statistics: {
      events: counts.events,
      clippedEvents: counts.clipped,
      toys: total(bands.map((band) => band.toys)),
      failedFits: total(bands.map((band) => band.failedFits)),
      refittedToys: total(bands.map((band) => band.refittedToys)),
      shards: counts.shards,
      workers,
      simulateSeconds,
      fitSeconds,
      device,
    },
  };
}

function describeSearch({ channel, experiment }: TemplateBook['searches'][number]): SearchSummary {
  const { title, reaction, coupling, mass, citations, published } = channel;
  return {
    channel: channel.id,
    title,
    reaction,
    coupling,
    mass,
    experiment: experiment.id,
    experimentTitle: experiment.title,
    citations,
    published,
    inputs: experiment.inputs,
    selection: experiment.selection,
  };
}

function describeHistograms({ book, templates }: RunOutcome): readonly NamedHistogram[] {
  return [...book.byId.values()]
    .filter(({ id }) => templates.has(id))
    .map(({ id, search, mass, recipe }) => ({
      channel: book.searches[search]!.channel.id,
      experiment: book.searches[search]!.experiment.id,
      process: recipe.process,
      region: recipe.region,
      ...(mass === undefined ? {} : { mass }),
      histogram: templates.get(id)!.histogram,
    }));
}
