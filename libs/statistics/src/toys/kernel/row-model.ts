import { bendOf, factorOf, variationOf } from '../../likelihood/interpolation.js';
import { parameterLayout } from '../../likelihood/parameter-layout.js';
import type { Factor, Model, SampleTerm, Shift } from '../../model/model.js';

/** A function of one parameter that multiplies rows; `parameter` is an index into `RowModel.moved`. */
export type Response =
  /** The parameter itself. */
  | { readonly kind: 'linear'; readonly parameter: number }
  /** A normsys factor. */
  | {
      readonly kind: 'factor';
      readonly parameter: number;
      readonly code: 'code1' | 'code4';
      readonly high: number;
      readonly low: number;
    }
  /** h(alpha) of a histosys (see `bendOf`). */
  | { readonly kind: 'bend'; readonly parameter: number; readonly code: Shift['code'] };

/** Events in every bin that share their dependence on the parameters. */
export interface Row {
  /** Indices into `RowModel.responses`, ascending; the row is multiplied by all of them. */
  readonly responses: readonly number[];
  /** Whether the profiled gamma of a bin multiplies it, where there is one. */
  readonly carries: boolean;
  readonly events: Float64Array;
}

/**
 * A model written as lambda_b = sum over rows of (product of responses) * (gamma_b where carried) * events_b, with as few
 * rows as can be: samples that depend on the parameters alike are added, and fixed parameters are part of the events. A
 * histosys is two rows more, S alpha + A h(alpha).
 */
export interface RowModel {
  readonly bins: number;
  /** Indices of the parameters that a fit moves; the parameter of interest is the first. */
  readonly moved: readonly number[];
  readonly responses: readonly Response[];
  readonly rows: readonly Row[];
  /** For each bin the index of the parameter that is profiled in closed form, or -1. */
  readonly profiled: Int32Array;
}

export function rowModel(model: Model): RowModel {
  const { moved, profiled } = parameterLayout(model);
  const poi = model.pointOfInterest;
  const order = [poi, ...[...moved].filter((p) => p !== poi)];
  const place = new Map(order.map((p, i) => [p, i]));
  const rows = rowCollector(model.bins);
  for (const sample of model.samples) {
    const { first } = model.regions[sample.region]!;
    sample.nominal.forEach((_, b) => addBin({ model, sample, place, profiled }, b, first + b, rows.add));
  }
  return { bins: model.bins, moved: order, profiled, ...rows.collected() };
}

interface Source {
  readonly model: Model;
  readonly sample: SampleTerm;
  readonly place: ReadonlyMap<number, number>;
  readonly profiled: Int32Array;
}

type Add = (bin: number, events: number, responses: readonly Response[], carries: boolean) => void;

/** Adds bin b of a sample, bin `bin` of the model, to the rows that it belongs to. */
function addBin({ model, sample, place, profiled }: Source, b: number, bin: number, addRow: Add): void {
  const initial = (p: number): number => model.parameters[p]!.initial;
  const gammas = sample.binFactors.map((set) => set[b]!);
  const factors: Factor[] = [
    ...sample.factors,
    ...gammas.filter((p) => p !== profiled[bin]).map((parameter) => ({ kind: 'scale', parameter }) as const),
  ];
  const fixed = factors.filter(({ parameter }) => !place.has(parameter));
  const constant = fixed.reduce((product, factor) => product * factorAt(factor, initial(factor.parameter)), 1);
  const responses = factors.flatMap((factor) => responseOf(factor, place.get(factor.parameter)));
  const add = (events: number, more: readonly Response[]): void =>
    addRow(bin, constant * events, [...responses, ...more], gammas.includes(profiled[bin]!));
  let nominal = sample.nominal[b]!;
  for (const { parameter, code, high, low } of sample.shifts) {
    const straight = 0.5 * (high[b]! - low[b]!);
    const bent = (high[b]! + low[b]! - 2 * sample.nominal[b]!) / 16;
    const moves = place.get(parameter);
    if (moves === undefined) {
      nominal += straight * initial(parameter) + bent * bendAt(code, initial(parameter));
      continue;
    }
    add(straight, [{ kind: 'linear', parameter: moves }]);
    add(bent, [{ kind: 'bend', parameter: moves, code }]);
  }
  add(nominal, []);
}

function responseOf(factor: Factor, parameter: number | undefined): Response[] {
  if (parameter === undefined) return [];
  if (factor.kind === 'scale') return [{ kind: 'linear', parameter }];
  return [{ kind: 'factor', parameter, code: factor.code, high: factor.high, low: factor.low }];
}

function factorAt(factor: Factor, alpha: number): number {
  if (factor.kind === 'scale') return alpha;
  const curve = { value: 0, slope: 0, curvature: 0 };
  factorOf(variationOf(factor.code, factor.high, factor.low), alpha, 1, curve);
  return curve.value;
}

function bendAt(code: Shift['code'], alpha: number): number {
  const curve = { value: 0, slope: 0, curvature: 0 };
  bendOf(code, alpha, 1, curve);
  return curve.value;
}

/** Adds up events that respond alike; rows without events are left out. */
function rowCollector(bins: number): {
  readonly add: Add;
  readonly collected: () => Pick<RowModel, 'rows' | 'responses'>;
} {
  const responses = new Map<string, { readonly index: number; readonly response: Response }>();
  const rows = new Map<string, Row>();
  const indexOf = (response: Response): number => {
    const key = JSON.stringify(response);
    const known = responses.get(key) ?? { index: responses.size, response };
    responses.set(key, known);
    return known.index;
  };
  return {
    add: (bin, events, of, carries) => {
      if (events === 0) return;
      const indices = of.map(indexOf).sort((a, b) => a - b);
      const key = `${indices.join(' ')}${carries ? ' carried' : ''}`;
      const row = rows.get(key) ?? { responses: indices, carries, events: new Float64Array(bins) };
      rows.set(key, row);
      row.events[bin]! += events;
    },
    collected: () => ({
      rows: [...rows.values()],
      responses: [...responses.values()].map(({ response }) => response),
    }),
  };
}
