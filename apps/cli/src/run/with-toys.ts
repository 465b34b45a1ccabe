import type { DevicePreference } from '@darkreach/kernels';
import type { CommandContext } from '../command-context.js';
import type { ToyMachine } from '../toy-work.js';
import { toyDisplay, type ToyBudget } from './toy-display.js';

/** Does work that may take toys, and shows on the error stream how many there are. */
export async function withToys<T>(
  { terminal, now }: Pick<CommandContext, 'terminal' | 'now'>,
  { workers, device, ...budget }: { readonly workers: number; readonly device: DevicePreference } & ToyBudget,
  work: (machine: ToyMachine) => Promise<T>,
): Promise<T> {
  const display = toyDisplay(terminal.err, now, budget);
  try {
    return await work({ workers, device, onToys: display.add });
  } finally {
    display.stop();
  }
}
