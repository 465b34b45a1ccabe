import { explorationStarts } from '../../fit/exploration-starts.js';
import type { Model } from '../../model/model.js';
import type { Response, Row, RowModel } from './row-model.js';

/** How the gammas of a kernel are constrained; `both` where bins differ. */
export type GammaKind = 'none' | 'normal' | 'poisson' | 'both';

/** A moved parameter, as far as the text of a kernel depends on it. */
export interface ParameterShape {
  readonly constrained: boolean;
  /** Whether a fit may come to its bounds; others that do are left to the host. */
  readonly bounded: boolean;
  /** The most that one step of a fit may change it. */
  readonly longestStep: number;
}

export type ResponseShape =
  | { readonly kind: 'linear' | 'code0' | 'code2' | 'code4p'; readonly parameter: number }
  | { readonly kind: 'code1' | 'code4'; readonly parameter: number };

/** What the text of a toy kernel depends on; every number of the model is an argument of the kernel. */
export interface KernelShape {
  /** Bins, padded to 4, 8, 16, 32, 50 or 64. */
  readonly bins: number;
  readonly parameters: readonly ParameterShape[];
  readonly responses: readonly ResponseShape[];
  /** Rows that depend on moved parameters. */
  readonly rows: readonly Pick<Row, 'responses' | 'carries'>[];
  readonly gammas: GammaKind;
  /** Whether so much is expected somewhere that it is not drawn from a table. */
  readonly large: boolean;
}

/** 50 is there because so many bins are usual. */
const PADDED = [4, 8, 16, 32, 50, 64];
const MOST_PARAMETERS = 16;
/** Operations of one turn of a fit; a kernel of this many takes two seconds and half a gigabyte to compile. */
export const MOST_OPERATIONS = 80_000;

/**
 * The kernel's shape of a model, or undefined for a model that is fitted on the host: one that is too large, or whose
 * likelihood has several minima by its make, for a kernel starts once.
 */
export function kernelShape(model: Model, rows: RowModel, large: boolean): KernelShape | undefined {
  const bins = PADDED.find((size) => size >= model.bins);
  const constraints = rows.moved.map((p) => model.parameters[p]!.constraint.kind);
  if (!bins || constraints.includes('poisson') || rows.moved.length > MOST_PARAMETERS) return undefined;
  if (explorationStarts(model).length > 0) return undefined;
  const shape: KernelShape = {
    bins,
    parameters: rows.moved.map((p, i) => parameterShape(model, p, i, rows.responses)),
    responses: rows.responses.map(responseShape),
    rows: movedRows(rows).map(({ responses, carries }) => ({ responses, carries })),
    gammas: gammaKind(model, rows.profiled),
    large,
  };
  return operationsOf(shape) > MOST_OPERATIONS ? undefined : shape;
}

/** Rows that change in a fit. */
export function movedRows({ rows }: RowModel): readonly Row[] {
  return rows.filter(({ responses }) => responses.length > 0);
}

/** One free parameter that scales one row, and nothing else: counting, or a bump on a known background. */
export function isKnownBackground({ parameters, rows, responses, gammas }: KernelShape): boolean {
  return (
    gammas === 'none' &&
    parameters.length === 1 &&
    !parameters[0]!.constrained &&
    rows.length === 1 &&
    rows[0]!.responses.length === 1 &&
    responses.every(({ kind }) => kind === 'linear')
  );
}

/** Additions and products of one turn, nearly all of which are sums over bins. */
export function operationsOf({ bins, parameters, rows, gammas }: KernelShape): number {
  const perBin = rows.length * (rows.length + 1) * (gammas === 'none' ? 1 : 2) + 6 * rows.length + 20;
  const coefficients = rows.reduce((sum, { responses }) => sum + responses.length, 0);
  return bins * perBin + 2 * coefficients * (rows.length + parameters.length);
}

/** A name for the shape, unique. */
export function shapeId(shape: KernelShape): string {
  return `toys ${JSON.stringify(shape)}`;
}

/** Standard deviations from the measured value within which the bounds must be for a fit to meet them. */
const REACHED = 7;

function parameterShape(model: Model, p: number, i: number, responses: readonly Response[]): ParameterShape {
  const { constraint, lower, upper } = model.parameters[p]!;
  const interpolated = responses.some(({ kind, parameter }) => parameter === i && kind !== 'linear');
  const longestStep = interpolated ? 1.5 : 1e30;
  if (constraint.kind !== 'normal') return { constrained: false, bounded: true, longestStep };
  const { aux, sigma } = constraint;
  return {
    constrained: true,
    bounded: lower > aux - REACHED * sigma || upper < aux + REACHED * sigma,
    longestStep,
  };
}

function responseShape(response: Response): ResponseShape {
  const { parameter } = response;
  return response.kind === 'linear' ? { kind: 'linear', parameter } : { kind: response.code, parameter };
}

function gammaKind({ parameters }: Model, profiled: Int32Array): GammaKind {
  const kinds = new Set(
    [...profiled]
      .filter((p) => p >= 0)
      .map((p) => (parameters[p]!.constraint.kind === 'normal' ? 'normal' : 'poisson')),
  );
  if (kinds.size === 2) return 'both';
  return kinds.size === 0 ? 'none' : [...kinds][0]!;
}
