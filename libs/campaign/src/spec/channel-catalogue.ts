import type { ChannelSystematic, CitedInput, Cut } from '@darkreach/channels';

/** A parameter of the model behind a search, with the value it has where a campaign says nothing. */
export type ModelParameter =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly title: string;
      readonly default: number;
      /** Allowed range, ends included. */
      readonly low: number;
      readonly high: number;
      /** Empty for a pure number. */
      readonly unit: string;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly title: string;
      readonly default: string;
      readonly choices: readonly string[];
    };

/** A search at one experiment, as far as a campaign file can speak about it. */
export interface CatalogueExperiment {
  readonly id: string;
  readonly title: string;
  /** Masses that phase space allows, GeV, ends included. */
  readonly massRange: readonly [low: number, high: number];
  /** Inputs of the detector; their paths are what `overrides` may name. */
  readonly inputs: readonly CitedInput[];
  readonly selection: readonly Cut[];
  /** Mass resolution sigma_m at a mass, both in GeV; above zero inside the mass range. */
  readonly resolution: (mass: number) => number;
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
