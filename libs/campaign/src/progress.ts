/** A report of how far a stage is; `rate` is in `unit` per second since the stage began. */
export interface Progress {
  readonly stage: 'simulate' | 'fit';
  readonly done: number;
  readonly total: number;
  readonly unit: 'events' | 'limits';
  readonly rate: number;
  /** Seconds to go at this rate. */
  readonly eta: number;
}
