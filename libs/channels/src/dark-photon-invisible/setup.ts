import type { RegularAxis } from '@darkreach/histogram';
import type { Detector, DetectorTree, ResolvedBeams } from '@darkreach/physics';
import type { Region } from './regions.js';

/** Everything about an experiment that the templates of this search need, as plain numbers. */
export interface Setup {
  readonly detector: Detector;
  readonly beams: ResolvedBeams;
  readonly values: DetectorTree<number>;
  /** Choices of the search, by path. */
  readonly inputs: Readonly<Record<string, number>>;
  readonly axis: RegularAxis;
  readonly regions: readonly Region[];
  /** Range of atanh(cos theta*) in which photons are generated: the acceptance and a margin for the resolution. */
  readonly yRange: readonly [low: number, high: number];
  /** Parameters that every event kernel of this search shares. */
  readonly shared: Readonly<Record<string, number>>;
}
