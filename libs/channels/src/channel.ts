import type { RegularAxis } from '@darkreach/histogram';
import type { EventKernel } from '@darkreach/kernels';

/** A publication or document behind a number or a method. */
export interface Citation {
  /** BibTeX key. */
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly year: number;
  /** At least one of these. */
  readonly arxiv?: string;
  readonly doi?: string;
  readonly url?: string;
}

/** A published limit, for the reach plot and for validation. */
export interface PublishedLimit {
  readonly experiment: string;
  /** e.g. `53 fb^-1` */
  readonly luminosity: string;
  /** GeV */
  readonly mass: number;
  readonly coupling: number;
  readonly cl: number;
  readonly kind: 'observed' | 'expected (projection)' | 'expected (derived)';
  /** Key of the citation. */
  readonly source: string;
  readonly trust: string;
}

/** A physics input that is not known from first principles: its value, where it is from and how far it is to be trusted. */
export interface CitedInput {
  /** Dotted path by which a campaign overrides it, e.g. `photonLoss.barrel`. */
  readonly path: string;
  readonly value: number;
  readonly unit: string;
  readonly trust: 'published' | 'calibrated' | 'assumed';
  readonly source: string;
}

/** One cut, as data. */
export interface Cut {
  readonly name: string;
  readonly quantity: string;
  readonly operator: '<' | '<=' | '>' | '>=' | 'between' | 'outside';
  readonly value: number | readonly [number, number];
  readonly unit: string;
}

/** Default relative uncertainty of a sample. */
export interface ChannelSystematic {
  readonly name: string;
  /** Processes it acts on; `signal` for the signal. */
  readonly processes: readonly string[];
  readonly relative: number | 'free';
  readonly scaling: 'constant' | 'sqrt-luminosity';
  readonly referenceInverseFemtobarn: number;
  readonly floor: number;
  readonly source: string;
}

/** What fills one template: a kernel, its parameter values and the cross-section that a weight of 1 stands for. */
export interface TemplateRecipe {
  readonly kind: 'template-recipe';
  /** `signal`, or the id of the background process. */
  readonly process: string;
  /** Selection that it belongs to; a signal is fitted with the backgrounds of its own region. */
  readonly region: string;
  readonly title: string;
  readonly axis: RegularAxis;
  readonly source:
    | {
        readonly kind: 'simulated';
        readonly kernel: EventKernel;
        readonly parameters: Readonly<Record<string, number>>;
        /** fb for weight 1: sum of weights / generated events * this = visible cross-section. */
        readonly crossSection: number;
        /** fb of the process before any cut, to which efficiencies refer. */
        readonly produced: number;
        /** Share of the background events that this process is given. */
        readonly share: number;
      }
    /** A density from data, events per fb^-1 and axis unit, flat between the edges. */
    | {
        readonly kind: 'flat';
        readonly density: number;
        readonly low: number;
        readonly high: number;
        readonly relativeError: number;
      };
}

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

/** Values of the model parameters of a channel, by name. */
export type ModelValues = Readonly<Record<string, number | string>>;

/** A search at one experiment with its detector inputs settled: what is simulated and fitted there. */
export interface ChannelExperiment {
  readonly kind: 'channel-experiment';
  readonly id: string;
  readonly title: string;
  /** Masses that phase space allows, GeV. */
  readonly massRange: readonly [low: number, high: number];
  /** Masses for which the model of this experiment is meant, and why it ends there. */
  readonly validity: { readonly low: number; readonly high: number; readonly reason: string };
  readonly inputs: readonly CitedInput[];
  readonly selection: readonly Cut[];
  readonly axis: RegularAxis;
  /** Signal template at coupling 1e-3 and `mass` (GeV). */
  readonly signal: (mass: number, model: ModelValues) => TemplateRecipe;
  readonly backgrounds: readonly TemplateRecipe[];
  /** Mass resolution sigma_m at a mass, both in GeV. */
  readonly resolution: (mass: number) => number;
  /** Part of the axis that is fitted for `mass` in a model, in axis units. */
  readonly fitWindow: (mass: number, model: ModelValues) => readonly [low: number, high: number];
}

/** A search, self-describing. */
export interface Channel {
  readonly kind: 'channel';
  readonly id: string;
  readonly title: string;
  /** Reaction in plain text, e.g. `e+ e- -> gamma A', A' -> chi chibar`. */
  readonly reaction: string;
  readonly coupling: { readonly symbol: string; readonly name: string };
  readonly mass: { readonly symbol: string; readonly name: string };
  readonly model: readonly ModelParameter[];
  readonly systematics: readonly ChannelSystematic[];
  readonly citations: readonly Citation[];
  readonly published: readonly PublishedLimit[];
  /** Ids of the experiments at which it can be run. */
  readonly experiments: readonly string[];
  /**
   * The search at one experiment.
   * @throws UnknownInputError for an override of an input that the detector does not have
   */
  readonly experiment: (id: string, overrides: Readonly<Record<string, number>>) => ChannelExperiment;
  /** Coupling at which the expected yield is `mu` times the yield at coupling 1e-3. */
  readonly couplingFromStrength: (mu: number) => number;
}

export function defineChannel(channel: Omit<Channel, 'kind'>): Channel {
  return { kind: 'channel', ...channel };
}
