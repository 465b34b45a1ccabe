import { writeFile } from 'node:fs/promises';
import type { CommandContext } from '../command-context.js';
import { InvalidInputError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { errorCode, systemReason } from '../text/error-reason.js';
import { commandLine } from '../text/command-line.js';

export interface InitOptions {
  readonly force?: true;
}

/** Writes a campaign file to start from. */
export async function init(file: string, { force }: InitOptions, context: CommandContext): Promise<ExitCode> {
  const text = await context.services.exampleCampaign();
  try {
    await writeFile(file, text, { flag: force === true ? 'w' : 'wx' });
  } catch (error) {
    const why =
      errorCode(error) === 'EEXIST'
        ? `${file} exists already; --force overwrites it`
        : `cannot write ${file}: ${systemReason(error)}`;
    throw new InvalidInputError(why, { cause: error });
  }
  context.terminal.out.write(`Wrote ${file}. Next: ${commandLine(context.invocation, ['plan', file])}\n`);
  return EXIT.ok;
}
