import { threadToyEngine, type ToyEngine } from '@darkreach/statistics';
import type { ToyMachine } from '../toy-work.js';

/** An engine for statements that make no toys. */
export const withoutToys: ToyEngine = {
  kind: 'host',
  tieTolerance: 0,
  generate: () => Promise.reject(new Error('an asymptotic statement asked for toys')),
  close: () => Promise.resolve(),
};

/** Starts threads for toys, does work with them, and stops them; tells the machine how many toys were made. */
export async function withEngine<T>(machine: ToyMachine, work: (engine: ToyEngine) => Promise<T>): Promise<T> {
  const engine = await threadToyEngine(machine);
  try {
    return await work(counted(engine, machine.onToys));
  } finally {
    await engine.close();
  }
}

function counted(engine: ToyEngine, onToys: (made: number) => void): ToyEngine {
  return {
    ...engine,
    generate: async (request) => {
      const batch = await engine.generate(request);
      onToys(request.count);
      return batch;
    },
  };
}
