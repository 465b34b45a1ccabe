/** A physics input: its value, where it is from and how far it is to be trusted. */
export interface CitedInput {
  /** Dotted path by which it is overridden, e.g. `photonLoss.highEnergy.barrelForward`. */
  readonly path: string;
  readonly value: number;
  readonly unit: string;
  /** Published by an experiment, calibrated to published results, or assumed for a stated reason. */
  readonly trust: 'published' | 'calibrated' | 'assumed';
  readonly source: string;
}

/** A cited number that does not know its path yet. */
export type Cited = Omit<CitedInput, 'path'>;

export const published = (value: number, unit: string, source: string): Cited => ({
  value,
  unit,
  trust: 'published',
  source,
});
export const calibrated = (value: number, unit: string, source: string): Cited => ({
  value,
  unit,
  trust: 'calibrated',
  source,
});
export const assumed = (value: number, unit: string, source: string): Cited => ({
  value,
  unit,
  trust: 'assumed',
  source,
});
