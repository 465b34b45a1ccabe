import type { ModelToyEngine } from '@darkreach/statistics';
import type { ToyMachine } from '../toy-work.js';

/** An engine for statements that make no toys. */
export const withoutToys: ModelToyEngine = {
  kind: 'host',
  tieTolerance: 0,
  generate: () => Promise.reject(new Error('an asymptotic statement asked for toys')),
  close: () => Promise.resolve(),
};

/** Opens an engine, does work with it, and closes it. */
export async function withEngine<T>(_machine: ToyMachine, work: (engine: ModelToyEngine) => Promise<T>): Promise<T> {
  return work(withoutToys);
}
