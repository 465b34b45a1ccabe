import { campaignJsonSchema } from '@darkreach/campaign';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';

/** Prints the JSON Schema of a campaign file, for editors. */
export function schema({ services, terminal }: CommandContext): ExitCode {
  terminal.out.write(`${JSON.stringify(campaignJsonSchema(services.catalogue()), null, 2)}\n`);
  return EXIT.ok;
}
