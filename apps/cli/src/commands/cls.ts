import type { DevicePreference } from '@darkreach/kernels';
import { asymptoticHypothesisTest, type AsymptoticOptions, type Model } from '@darkreach/statistics';
import { clsAnswer, type TestedStrength } from '../answers/cls-answer.js';
import { writeAnswer } from '../answers/write-answer.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { withToys } from '../run/with-toys.js';
import { loadModel } from '../workspace/load-workspace.js';
import { checkStrength } from '../workspace/parameter-of-interest.js';
import {
  statisticOf,
  toyNumbers,
  type AnswerOptions,
  type TestStatisticOption,
  type WorkspaceOptions,
} from '../workspace/workspace-options.js';

export interface ClsCommandOptions extends WorkspaceOptions, AnswerOptions {
  readonly mu: number;
  readonly method: 'asymptotic' | 'toys';
  readonly toys: number;
  readonly testStatistic: TestStatisticOption;
  readonly seed: number;
  readonly expectedOnly?: true;
  readonly workers: number;
  readonly device: DevicePreference;
}

/** Absolute error of CLs at which no more toys are made. */
const WANTED_ERROR = 0.001;

/** Of the toys so many may be lost to fits that do not converge. */
const TOLERATED_FAILURES = 1e-3;

/** Tests one signal strength of a workspace. */
export async function cls(file: string, options: ClsCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { model, subject } = await loadModel(file, options, context.input);
  checkStrength(model, options.mu);
  const test = options.method === 'toys' ? await byToys(model, options, context) : byFormulas(model, options);
  await writeAnswer(clsAnswer(test, subject), options, context);
  const fits = Math.max(1, 2 * test.toys);
  return test.failedFits / fits < TOLERATED_FAILURES ? EXIT.ok : EXIT.incomplete;
}

function byFormulas(model: Model, options: ClsCommandOptions): TestedStrength {
  return asymptoticHypothesisTest(model, options.mu, questionOf(options));
}

function byToys(model: Model, options: ClsCommandOptions, context: CommandContext): Promise<TestedStrength> {
  const { mu, toys, seed } = options;
  const asked = {
    mu,
    toys: { ...toyNumbers(toys), error: WANTED_ERROR },
    key: [seed, 0] as const,
    ...questionOf(options),
  };
  return withToys(context, { ...options, most: 2 * toys }, (machine) =>
    context.services.toys.hypothesisTest(model, asked, machine),
  );
}

function questionOf({ testStatistic, expectedOnly }: ClsCommandOptions): AsymptoticOptions {
  return { testStatistic: statisticOf(testStatistic), ...(expectedOnly === true ? { expectedOnly } : {}) };
}
