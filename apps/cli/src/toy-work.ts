import type {
  LimitBand,
  LimitOptions,
  Model,
  ToyHypothesisOptions,
  ToyHypothesisTest,
  UnifiedInterval,
  UnifiedIntervalOptions,
} from '@darkreach/statistics';
import type { DevicePreference } from '@darkreach/kernels';

/** Where toys are drawn and fitted, and who is told how many there are. */
export interface ToyMachine {
  readonly workers: number;
  readonly device: DevicePreference;
  readonly onToys: (made: number) => void;
}

/** Statements about a model that may take toys; an engine is opened for each and closed after it. */
export interface ToyWork {
  readonly upperLimit: (model: Model, options: LimitOptions, machine: ToyMachine) => Promise<LimitBand>;
  readonly hypothesisTest: (
    model: Model,
    options: ToyHypothesisOptions,
    machine: ToyMachine,
  ) => Promise<ToyHypothesisTest>;
  readonly interval: (model: Model, options: UnifiedIntervalOptions, machine: ToyMachine) => Promise<UnifiedInterval>;
}
