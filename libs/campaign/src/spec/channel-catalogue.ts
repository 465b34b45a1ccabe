import type { ChannelSystematic, CitedInput, Cut, ModelParameter } from '@darkreach/channels';

/** A search at one experiment, as far as a campaign file can speak about it. */
export interface CatalogueExperiment {
  readonly id: string;
  readonly title: string;
  /** Masses that phase space allows, GeV, ends included. */
  readonly massRange: readonly [low: number, high: number];
  /** Masses for which the model of the experiment is meant, GeV, and why no others. */
  readonly validity: { readonly low: number; readonly high: number; readonly reason: string };
  /** Inputs of the detector; their paths are what `overrides` may name. */
  readonly inputs: readonly CitedInput[];
  readonly selection: readonly Cut[];
  /** Mass resolution sigma_m at a mass, both in GeV; above zero inside the mass range. */
  readonly resolution: (mass: number) => number;
  /**
   * The same experiment with other values for some of its inputs, by path.
   * @throws InvalidInputError for a value that makes no sense for its input
   */
  readonly withInputs: (overrides: Readonly<Record<string, number>>) => CatalogueExperiment;
}

/** A search, as far as a campaign file can speak about it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  /** Reaction in plain text. */
  readonly reaction: string;
  readonly experiments: readonly CatalogueExperiment[];
  readonly model: readonly ModelParameter[];
  /** Default uncertainties. */
  readonly systematics: readonly ChannelSystematic[];
}

/** Every search that can be asked for, sorted by id. */
export interface ChannelCatalogue {
  readonly kind: 'channel-catalogue';
  readonly entries: readonly CatalogueEntry[];
}
