import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';

/** Draws the plots of a results folder again. */
export async function plot(folder: string, { services, terminal }: CommandContext): Promise<ExitCode> {
  const files = await services.redraw(folder);
  terminal.out.write(files.map((file) => `${file}\n`).join(''));
  return EXIT.ok;
}
