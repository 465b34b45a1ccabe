import type { DevicePreference } from '@darkreach/kernels';
import { bayesianLimit, type LimitBand, type LimitOptions } from '@darkreach/statistics';
import type { Answer } from '../answers/answer.js';
import { bayesianAnswer } from '../answers/bayesian-answer.js';
import { familyAnswer } from '../answers/family-answer.js';
import { intervalAnswer } from '../answers/interval-answer.js';
import { limitAnswer } from '../answers/limit-answer.js';
import { writeAnswer } from '../answers/write-answer.js';
import type { CommandContext } from '../command-context.js';
import { InvalidInputError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clsDrawing, familyDrawing } from '../plot/limit-drawings.js';
import { drawingFile } from '../plot/drawing-file.js';
import { withToys } from '../run/with-toys.js';
import { loadFamily, loadModel, type LoadedModel } from '../workspace/load-workspace.js';
import { withUpperBound } from '../workspace/parameter-of-interest.js';
import {
  statisticOf,
  toyNumbers,
  type AnswerOptions,
  type TestStatisticOption,
  type WorkspaceOptions,
} from '../workspace/workspace-options.js';

export interface LimitCommandOptions extends WorkspaceOptions, AnswerOptions {
  readonly patchset?: string;
  readonly method: LimitOptions['method'] | 'bayesian' | 'feldman-cousins';
  readonly cl: number;
  readonly toys: number;
  readonly testStatistic: TestStatisticOption;
  readonly seed: number;
  readonly workers: number;
  readonly device: DevicePreference;
  readonly expectedOnly?: true;
  readonly plot?: string;
  readonly muMax?: number;
}

/** Relative error of a limit at which no more toys are made. */
const WANTED_ERROR = 0.01;

/** States a limit on the signal strength of a workspace, or one for each patch of a patchset. */
export async function limit(file: string, options: LimitCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { method, plot, patchset, expectedOnly } = options;
  if (method === 'bayesian' || method === 'feldman-cousins') {
    const given = { '--plot': plot, '--patchset': patchset, '--expected-only': expectedOnly };
    const [unfit] = Object.entries(given).filter(([, value]) => value !== undefined);
    if (unfit !== undefined)
      throw new InvalidInputError(`${unfit[0]} does not go with --method ${method}; allowed: auto, asymptotic, toys`);
    return otherStatement(bounded(await loadModel(file, options, context.input), options), options, context);
  }
  const drawing = plot === undefined ? undefined : drawingFile(plot);
  if (patchset !== undefined) return family(file, patchset, { ...options, method }, context);
  const loaded = bounded(await loadModel(file, options, context.input), options);
  const band = await bandOf(loaded, { ...options, method }, context);
  if (drawing !== undefined) await drawing.write(clsDrawing(band, loaded));
  return answered(limitAnswer(band, loaded.subject), band.status === 'ok', { options, context });
}

type BandOptions = LimitCommandOptions & Pick<LimitOptions, 'method'>;

async function family(
  file: string,
  patchset: string,
  options: BandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { name, labels, members } = await loadFamily(file, patchset, options, context.input);
  const limits: { name: string; values: readonly (string | number)[]; loaded: LoadedModel; band: LimitBand }[] = [];
  for (const { name: own, values, load } of members) {
    const loaded = bounded(load(), options);
    limits.push({ name: own, values, loaded, band: await bandOf(loaded, options, context) });
  }
  const subject = { name, labels, limits };
  if (options.plot !== undefined) await drawingFile(options.plot).write(familyDrawing(subject));
  return answered(
    familyAnswer(subject),
    limits.every(({ band }) => band.status === 'ok'),
    { options, context },
  );
}

function bounded({ model, subject }: LoadedModel, { muMax }: LimitCommandOptions): LoadedModel {
  return { model: withUpperBound(model, muMax), subject };
}

function bandOf(
  { model }: LoadedModel,
  { cl, method, toys, seed, testStatistic, expectedOnly, workers, device }: BandOptions,
  context: CommandContext,
): Promise<LimitBand> {
  const asked: LimitOptions = {
    cl,
    method,
    toys: { ...toyNumbers(toys), error: WANTED_ERROR },
    key: [seed, 0],
    testStatistic: statisticOf(testStatistic),
    ...(expectedOnly === true ? { expectedOnly } : {}),
  };
  return withToys(context, { workers, device }, (machine) => context.services.toys.upperLimit(model, asked, machine));
}

/** Statements that are no CLs limit. */
async function otherStatement(
  { model, subject }: LoadedModel,
  options: LimitCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { cl, toys, seed } = options;
  const key = [seed, 0] as const;
  if (options.method === 'bayesian') {
    const stated = bayesianLimit(model, { cl, key });
    return answered(bayesianAnswer(stated, subject), stated.status === 'ok', { options, context });
  }
  const stated = await withToys(context, options, (machine) =>
    context.services.toys.interval(model, { cl, toys: toyNumbers(toys), key }, machine),
  );
  return answered(intervalAnswer(stated, subject), stated.status === 'ok', { options, context });
}

async function answered(
  answer: Answer,
  isWhole: boolean,
  { options, context }: { readonly options: AnswerOptions; readonly context: CommandContext },
): Promise<ExitCode> {
  await writeAnswer(answer, options, context);
  return isWhole ? EXIT.ok : EXIT.incomplete;
}
