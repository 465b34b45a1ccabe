import {
  createModelFitter,
  globalFit,
  logLikelihood,
  observedData,
  parameterErrors,
  type Model,
} from '@darkreach/statistics';
import { fitAnswer, type FitSummary } from '../answers/fit-answer.js';
import { writeAnswer } from '../answers/write-answer.js';
import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { withFixed } from '../workspace/fixed-parameters.js';
import { loadModel } from '../workspace/load-workspace.js';
import type { AnswerOptions, WorkspaceOptions } from '../workspace/workspace-options.js';

export interface FitCommandOptions extends WorkspaceOptions, AnswerOptions {
  /** `<parameter>=<number>` */
  readonly fixed: readonly string[];
  readonly correlations?: true;
}

/** Fits a workspace to its data. */
export async function fit(file: string, options: FitCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { model, subject } = await loadModel(file, options, context.input);
  const summary = fitted(withFixed(model, options.fixed), options.correlations === true);
  await writeAnswer(fitAnswer(summary, subject), options, context);
  return summary.fit.status === 'converged' ? EXIT.ok : EXIT.incomplete;
}

function fitted(model: Model, withCorrelations: boolean): FitSummary {
  const data = observedData(model);
  const best = globalFit(createModelFitter(model), data, { near: model.parameters[model.pointOfInterest]!.initial });
  return {
    model,
    fit: best,
    twiceNll: -2 * logLikelihood(model, data, best.parameters).total,
    errors: parameterErrors(model, data, best.parameters),
    withCorrelations,
  };
}
