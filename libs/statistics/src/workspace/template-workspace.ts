import { InvalidModelError } from '../errors.js';
import { checkTemplateModel } from '../model/check-template-model.js';
import { effectiveBackground } from '../model/effective-background.js';
import { mcErrors, type McErrors } from '../model/mc-errors.js';
import type { TemplateModel, TemplateSample } from '../model/template-model.js';
import { templateModifiers } from './template-modifiers.js';
import { templateNames } from './template-names.js';
import type { Workspace, WorkspaceParameter, WorkspaceSample } from './workspace.js';

export interface TemplateWorkspaceOptions {
  /** Name of the region (pyhf: channel); `recoil` without it. */
  readonly region?: string;
  /** Name of the measurement; `limit` without it. */
  readonly measurement?: string;
  /** Largest signal strength; without it one that no limit comes near. */
  readonly upper?: number;
}

/**
 * A template as a HistFactory workspace of one region, with the signal strength `mu` as parameter of interest.
 *
 * A constrained systematic of relative size r is a normsys of its name, 1 + r up and 1 / (1 + r) down: interpolation code 4
 * of reciprocal values is exp(alpha ln(1 + r)) to 1e-7 for r up to 0.5 (1e-5 at r = 1), and exactly that beyond one
 * standard deviation. A free one is a normfactor. Monte-Carlo errors of the backgrounds are the staterror `mc_<region>`
 * (Barlow-Beeston lite), or a shapesys for each background; that of the signal, sqrt(sum err^2) / sum s, is the normsys
 * `signal-mc`. Bins where nothing is expected are dropped; without observed events the observation is the background.
 * @throws InvalidModelError when the template has no meaning, or names clash
 * @example
 * const workspace = templateWorkspace(template, { region: 'recoil' });
 */
export function templateWorkspace(template: TemplateModel, options: TemplateWorkspaceOptions = {}): Workspace {
  checkTemplateModel(template);
  const { region = 'recoil', measurement = 'limit' } = options;
  const names = templateNames(template, region);
  const errors = mcErrors(template.backgrounds);
  const kept = keptBins(template, errors);
  const modifiers = templateModifiers(template, errors, kept, names);
  const samples = [template.signal, ...template.backgrounds].map(({ name }, i): WorkspaceSample => {
    const yields = i === 0 ? template.signal.yields : errors.yields[i - 1]!;
    return { name, data: kept.map((b) => yields[b]!), modifiers: modifiers[i]! };
  });
  const observed = kept.map((b) => template.observed?.[b] ?? errors.yields.reduce((sum, y) => sum + y[b]!, 0));
  const parameters = [signalStrength(template, observed, options.upper), ...freeFactors(template, observed)];
  return {
    version: '1.0.0',
    channels: [{ name: region, samples }],
    observations: [{ name: region, data: observed }],
    measurements: [{ name: measurement, config: { poi: 'mu', parameters } }],
  };
}

function keptBins({ signal }: TemplateModel, errors: McErrors): number[] {
  const kept = signal.yields.flatMap((s, b) => (s > 0 || errors.yields.some((y) => y[b]! > 0) ? [b] : []));
  if (kept.length > 0) return kept;
  throw new InvalidModelError(
    `none of the ${signal.yields.length} bins expects an event; allowed is at least one that does`,
  );
}

/**
 * The signal strength starts where the signal is as large as the fluctuation of the background under it. Its upper bound
 * is 1000 such fluctuations of the whole region and ten times all its events: a limit is far below, whatever is observed.
 */
function signalStrength(template: TemplateModel, observed: readonly number[], upper?: number): WorkspaceParameter {
  const signal = total(template.signal.yields);
  if (upper !== undefined && !(Number.isFinite(upper) && upper > 0)) {
    throw new InvalidModelError(`the largest signal strength is ${upper}; allowed is a finite number above 0`);
  }
  const events = largestCount(template, observed);
  const bound = upper ?? (signal > 0 ? (1000 * (1 + Math.sqrt(events)) + 10 * events) / signal : 10);
  if (!Number.isFinite(bound)) {
    throw new InvalidModelError(`the signal has ${signal} events; allowed is 0, or enough to divide by`);
  }
  const usual = signal > 0 ? (1 + Math.sqrt(effectiveBackground(template))) / signal : 1;
  return { name: 'mu', inits: [Math.min(usual, bound / 2)], bounds: [[0, bound]] };
}

/**
 * A free factor starts at the prediction. Its upper bound, ten as HistFactory's default or more, lets its samples alone
 * make twice the events of the region, fluctuations included: data decide, not the bound. At a million it ends: samples
 * that expect so little are not seen.
 */
function freeFactors(template: TemplateModel, observed: readonly number[]): WorkspaceParameter[] {
  const samples = [template.signal, ...template.backgrounds];
  const events = largestCount(template, observed);
  return freeNames(samples).map((name) => {
    const carriers = samples.filter((sample) => sample.systematics.some((systematic) => systematic.name === name));
    const prediction = carriers.reduce((sum, { yields }) => sum + total(yields), 0);
    const most = prediction > 0 ? (2 * (events + 10 * Math.sqrt(events) + 10)) / prediction : 0;
    const bound = Math.min(Math.max(10, most), 1e6);
    return { name, inits: [1], bounds: [[0, bound]] };
  });
}

function freeNames(samples: readonly TemplateSample[]): string[] {
  const free = samples.flatMap(({ systematics }) => systematics.filter(({ relative }) => relative === 'free'));
  return [...new Set(free.map(({ name }) => name))].sort();
}

function largestCount({ backgrounds }: TemplateModel, observed: readonly number[]): number {
  return Math.max(
    total(observed),
    backgrounds.reduce((sum, { yields }) => sum + total(yields), 0),
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
