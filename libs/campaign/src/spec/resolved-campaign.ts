import type { LimitMethod } from '@darkreach/statistics';

export type OutputFormat = 'csv' | 'json' | 'svg' | 'png' | 'pdf';

/** A luminosity as it was written (`50 ab^-1`) and in fb^-1. */
export interface ResolvedLuminosity {
  readonly label: string;
  readonly inverseFemtobarn: number;
}

/** How a relative uncertainty shrinks with luminosity: relative(L) = max(floor, relative * sqrt(reference / L)) when `scales`. */
export interface ResolvedSystematic {
  readonly name: string;
  readonly relative: number | 'free';
  readonly scaling: 'constant' | 'sqrt-luminosity';
  readonly referenceInverseFemtobarn: number;
  readonly floor: number;
}

/** One search at one experiment. */
export interface ResolvedSearch {
  readonly channel: string;
  readonly experiment: string;
  readonly luminosities: readonly ResolvedLuminosity[];
  /** GeV, ascending, unique. */
  readonly masses: readonly number[];
  /** Model parameters by the channel's names, defaults filled in. */
  readonly model: Readonly<Record<string, number | string>>;
  /** Detector inputs that differ from the preset, by dotted path. */
  readonly detectorOverrides: Readonly<Record<string, number>>;
  /** Uncertainties that differ from the channel's defaults, by name. */
  readonly systematics: readonly ResolvedSystematic[];
}

/** A campaign with every default filled in: what is computed depends on this and on nothing else. */
export interface ResolvedCampaign {
  readonly kind: 'resolved-campaign';
  readonly apiVersion: 'darkreach/v1';
  readonly name: string;
  readonly seed: number;
  readonly searches: readonly ResolvedSearch[];
  /** Events per mass point, and per experiment over all its backgrounds. */
  readonly events: { readonly signal: number; readonly background: number };
  readonly statistics: {
    readonly cl: number;
    readonly method: LimitMethod | 'auto';
    readonly toys: { readonly minimum: number; readonly maximum: number; readonly error: number };
  };
  readonly output: { readonly formats: readonly OutputFormat[] };
}
