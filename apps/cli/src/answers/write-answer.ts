import { writeFile } from 'node:fs/promises';
import type { CommandContext } from '../command-context.js';
import { InvalidInputError } from '../errors.js';
import { systemReason } from '../text/error-reason.js';
import type { AnswerOptions } from '../workspace/workspace-options.js';
import type { Answer } from './answer.js';

/**
 * Writes an answer: a table on a terminal, JSON elsewhere, or what the options say; into a file the JSON.
 * @throws {InvalidInputError} when the file cannot be written
 */
export async function writeAnswer(
  answer: Answer,
  options: AnswerOptions,
  { terminal }: Pick<CommandContext, 'terminal'>,
): Promise<void> {
  const json = `${JSON.stringify(answer.document, null, 4)}\n`;
  if (options.output !== undefined) await writeDocument(options.output, json);
  const asTable = options.table === true || (terminal.out.isTTY === true && options.json !== true);
  if (asTable) terminal.out.write(answer.text(terminal.colours));
  else if (options.output === undefined || options.json === true) terminal.out.write(json);
}

/**
 * Writes a file that the user has named.
 * @throws {InvalidInputError} when it cannot be written
 */
export async function writeDocument(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new InvalidInputError(`${file} cannot be written: ${systemReason(error)}`, { cause: error });
  }
}
