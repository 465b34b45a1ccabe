import { discovery as testWithoutSignal } from '@darkreach/statistics';
import { discoveryAnswer } from '../answers/discovery-answer.js';
import { writeAnswer } from '../answers/write-answer.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadModel } from '../workspace/load-workspace.js';
import { checkStrength } from '../workspace/parameter-of-interest.js';
import type { AnswerOptions, WorkspaceOptions } from '../workspace/workspace-options.js';

export interface DiscoveryCommandOptions extends WorkspaceOptions, AnswerOptions {
  readonly mu: number;
}

/** Tests the hypothesis without signal. */
export async function discovery(
  file: string,
  options: DiscoveryCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { model, subject } = await loadModel(file, options, context.input);
  checkStrength(model, options.mu);
  const test = testWithoutSignal(model, { signal: options.mu });
  await writeAnswer(discoveryAnswer(test, subject), options, context);
  return test.failedFits === 0 ? EXIT.ok : EXIT.incomplete;
}
