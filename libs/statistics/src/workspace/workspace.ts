/**
 * A HistFactory workspace as pyhf's JSON schema 1.0.0 writes it. What the schema calls a channel is a region in the rest of
 * this library (a channel of this project is a search). Source: CERN-OPEN-2012-016, pyhf (doi:10.21105/joss.02823).
 */
export interface Workspace {
  readonly version: '1.0.0';
  readonly channels: readonly WorkspaceChannel[];
  readonly observations: readonly WorkspaceObservation[];
  readonly measurements: readonly WorkspaceMeasurement[];
}

export interface WorkspaceChannel {
  readonly name: string;
  readonly samples: readonly WorkspaceSample[];
}

export interface WorkspaceSample {
  readonly name: string;
  /** Expected events, bin by bin. */
  readonly data: readonly number[];
  readonly modifiers: readonly WorkspaceModifier[];
}

/** Data of a modifier: absolute uncertainties for shapesys and staterror, absolute yields for histosys. */
export type WorkspaceModifier =
  | { readonly name: string; readonly type: 'normfactor' | 'shapefactor' | 'lumi'; readonly data: null }
  | { readonly name: string; readonly type: 'normsys'; readonly data: { readonly hi: number; readonly lo: number } }
  | {
      readonly name: string;
      readonly type: 'histosys';
      readonly data: { readonly hi_data: readonly number[]; readonly lo_data: readonly number[] };
    }
  | { readonly name: string; readonly type: 'shapesys' | 'staterror'; readonly data: readonly number[] };

export interface WorkspaceObservation {
  readonly name: string;
  readonly data: readonly number[];
}

export interface WorkspaceMeasurement {
  readonly name: string;
  readonly config: { readonly poi: string; readonly parameters: readonly WorkspaceParameter[] };
}

/** What a measurement says of one parameter set; everything that is left out has HistFactory's default. */
export interface WorkspaceParameter {
  readonly name: string;
  readonly inits?: readonly number[];
  readonly bounds?: readonly (readonly [number, number])[];
  readonly auxdata?: readonly number[];
  readonly factors?: readonly number[];
  readonly sigmas?: readonly number[];
  readonly fixed?: boolean;
}
