import type { Citation, CitedInput, Cut, PublishedLimit } from '@darkreach/channels';
import type { Histogram } from '@darkreach/histogram';
import type { LimitBand, LimitStatus, TemplateModel, TemplateSample } from '@darkreach/statistics';
import type { RunnerDevice } from './runner/runner.js';
import type { ResolvedCampaign } from './spec/resolved-campaign.js';

/** One background of an experiment at the luminosity of a curve. */
export interface BackgroundSummary {
  readonly process: string;
  /** Selection that it belongs to, e.g. `low-mass`. */
  readonly region: string;
  readonly title: string;
  /** Expected events over the whole observable range. */
  readonly events: number;
  /** Relative Monte-Carlo standard error of `events`; NaN where no event survived. */
  readonly relativeStatError: number;
  readonly generatedEvents: number;
  /** sumw^2 / sumw2: accepted events of equal weight that would have the same error. */
  readonly effectiveEvents: number;
  /** Luminosity to which the accepted sample corresponds, fb^-1. */
  readonly equivalentLuminosity: number;
}

/** A limit, or, where a part of the campaign was given up, the place where one is missing (`not-computed`, with its reason). */
export interface PointBand extends Omit<LimitBand, 'status'> {
  readonly status: LimitStatus | 'not-computed';
}

/** The limit at one mass. Couplings are NaN where `band.status` is not `ok`. */
export interface LimitPoint {
  /** GeV */
  readonly mass: number;
  /** Expected coupling limits (epsilon): -2, -1, 0, +1, +2 standard deviations. */
  readonly coupling: readonly [number, number, number, number, number];
  /** Standard error of the median coupling from finite toys. */
  readonly couplingError: number;
  readonly band: PointBand;
  /** Signal events at coupling = 1e-3 after the selection, inside the fitted window. */
  readonly signalEvents: number;
  /** Selection efficiency times acceptance, with its Monte-Carlo standard error. */
  readonly efficiency: number;
  readonly efficiencyError: number;
  /** Outside the range in which the channel states that its model is valid. */
  readonly note?: string;
}

/** Limits against mass for one search at one luminosity. */
export interface LimitCurve {
  readonly kind: 'limit-curve';
  readonly channel: string;
  readonly experiment: string;
  readonly luminosity: { readonly label: string; readonly inverseFemtobarn: number };
  readonly points: readonly LimitPoint[];
  readonly backgrounds: readonly BackgroundSummary[];
}

/** Templates at one mass, for the recoil plot and histograms.json; weights are events per fb^-1 (signal at coupling 1e-3). */
export interface NamedHistogram {
  readonly channel: string;
  readonly experiment: string;
  readonly process: string;
  readonly region: string;
  /** GeV; absent for a background, which does not depend on the mass. */
  readonly mass?: number;
  readonly histogram: Histogram;
}

/** The binned models behind the limits of one curve, for those who want to fit them with other programs. */
export interface CurveModels {
  readonly kind: 'curve-models';
  readonly channel: string;
  readonly experiment: string;
  readonly luminosity: { readonly label: string; readonly inverseFemtobarn: number };
  /** Every background of each selection, over the whole range of the observable. */
  readonly regions: readonly { readonly name: string; readonly backgrounds: readonly TemplateSample[] }[];
  /** The model that was fitted at each mass (GeV), and the selection that it is in. */
  readonly points: readonly { readonly mass: number; readonly region: string; readonly model: TemplateModel }[];
}

/** What a report has to know of a search and of the experiment at which it was run. */
export interface SearchSummary {
  readonly channel: string;
  /** e.g. `Invisible dark photon` */
  readonly title: string;
  /** Reaction in plain text, e.g. `e+ e- -> gamma A', A' -> chi chibar` */
  readonly reaction: string;
  readonly coupling: { readonly symbol: string; readonly name: string };
  readonly mass: { readonly symbol: string; readonly name: string };
  readonly experiment: string;
  /** e.g. `Belle II` */
  readonly experimentTitle: string;
  readonly citations: readonly Citation[];
  readonly published: readonly PublishedLimit[];
  readonly inputs: readonly CitedInput[];
  readonly selection: readonly Cut[];
}

export interface CampaignResult {
  readonly kind: 'campaign-result';
  /** SHA-256 of the resolved campaign, hex. */
  readonly digest: string;
  readonly campaign: ResolvedCampaign;
  readonly status: 'complete' | 'incomplete';
  readonly searches: readonly SearchSummary[];
  readonly curves: readonly LimitCurve[];
  readonly histograms: readonly NamedHistogram[];
  /** One for each curve, in the same order. */
  readonly models: readonly CurveModels[];
  readonly statistics: RunStatistics;
}

/** Counts and timings of a run; not part of what is bit-identical. */
export interface RunStatistics {
  readonly events: number;
  /** Events whose weight was above the range of the kernel's weight code; there should be none. */
  readonly clippedEvents: number;
  readonly toys: number;
  readonly failedFits: number;
  readonly refittedToys: number;
  readonly shards: number;
  readonly workers: number;
  readonly simulateSeconds: number;
  readonly fitSeconds: number;
  readonly device: RunnerDevice;
}
