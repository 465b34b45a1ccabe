import { expectedCounts } from '../../likelihood/expected-counts.js';
import { bendOf, factorOf, variationOf } from '../../likelihood/interpolation.js';
import type { Constraint } from '../../model/model.js';
import { AUXILIARY_STREAM } from '../draw.js';
import type { ToyRequest } from '../engine.js';
import { poissonTable, TABLE_BELOW, TABLE_SIZE } from '../poisson-table.js';
import { tableCount } from './draw-text.js';
import { IMPOSSIBLE } from './ratio-text.js';
import { LEAST_RATE } from './sum-text.js';
import { isKnownBackground, movedRows, type KernelShape } from './kernel-shape.js';
import { wideSections } from './known-background-kernel.js';
import type { Response, RowModel } from './row-model.js';

/** What a kernel is called with. */
export interface KernelInput {
  readonly parameters: Record<string, number>;
  readonly tables: Float32Array;
}

/** What the numbers of a request are made from. */
export interface KernelSources {
  readonly shape: KernelShape;
  readonly rows: RowModel;
  readonly request: Omit<ToyRequest, 'first' | 'count' | 'key'>;
}

/** Numbers and tables of a kernel for a request, prepared once for all its toys. */
export function kernelInput(sources: KernelSources): KernelInput {
  const numbers: Record<string, number> = {};
  const tables = new Float32Array(tableCount(sources.shape) * TABLE_SIZE);
  setBins(sources, numbers, tables);
  setParameters(sources, numbers);
  if (sources.shape.gammas !== 'none') setGammas(sources, numbers, tables);
  setRatio(sources, numbers);
  if (isKnownBackground(sources.shape)) setKnownBackground(sources, numbers);
  return { parameters: numbers, tables };
}

/** Whether anything in a toy of these parameters is too large for a table. */
export function hasLargeRates({ model, truth }: Pick<ToyRequest, 'model' | 'truth'>): boolean {
  const large = (rate: number): boolean => rate >= TABLE_BELOW;
  const aux = ({ constraint }: { constraint: Constraint }, p: number): boolean =>
    constraint.kind === 'poisson' && large(constraint.tau * truth[p]!);
  return expectedCounts(model, truth).some(large) || model.parameters.some(aux);
}

function setBins({ shape, rows, request }: KernelSources, numbers: Record<string, number>, tables: Float32Array): void {
  const rates = expectedCounts(request.model, request.truth);
  for (let b = 0; b < shape.bins; b++) {
    const rate = Math.max(rates[b] ?? 0, LEAST_RATE);
    numbers[`rate${b}`] = rate;
    numbers[`recip${b}`] = 1 / rate;
    setTable({ rate, id: String(b), slot: b }, numbers, tables);
    movedRows(rows).forEach(({ events }, j) => (numbers[`row${j}_${b}`] = events[b] ?? 0));
  }
}

interface TablePlace {
  readonly rate: number;
  readonly id: string;
  readonly slot: number;
}

function setTable({ rate, id, slot }: TablePlace, numbers: Record<string, number>, tables: Float32Array): void {
  const large = rate >= TABLE_BELOW;
  numbers[`large${id}`] = large ? 1 : 0;
  const { start, values } = poissonTable(large ? 0 : rate);
  numbers[`start${id}`] = start;
  tables.set(values, slot * TABLE_SIZE);
}

function setParameters({ shape, rows, request }: KernelSources, numbers: Record<string, number>): void {
  const { model, truth, conditional, free } = request;
  rows.moved.forEach((index, p) => {
    const { lower, upper, constraint } = model.parameters[index]!;
    Object.assign(numbers, { [`truth${p}`]: truth[index], [`lower${p}`]: lower, [`upper${p}`]: upper });
    if (constraint.kind !== 'normal') return;
    numbers[`sigma${p}`] = constraint.sigma;
    numbers[`prior${p}`] = 1 / constraint.sigma ** 2;
    numbers[`pstream${p}`] = AUXILIARY_STREAM + index;
  });
  const [lower, upper] = free ?? [0, 0];
  const start = Math.min(upper, Math.max(lower, truth[model.pointOfInterest]!));
  Object.assign(numbers, { lower0: lower, upper0: upper, start });
  numbers['held'] = conditional ?? start;
  numbers['begin'] = conditional === undefined ? 1 : 0;
  numbers['end'] = free ? 2 : 1;
  rows.responses.forEach((response, i) => setResponse(response, i, numbers));
  movedRows(rows).forEach(({ responses }, j) => {
    numbers[`at${j}`] = responses.reduce((product, i) => product * responseAt(rows, i, truth), 1);
  });
  if (shape.parameters.length !== rows.moved.length) throw new RangeError('shape and rows are of different models');
}

function setResponse(response: Response, i: number, numbers: Record<string, number>): void {
  if (response.kind !== 'factor') return;
  const { logHigh, logLow, polynomial } = variationOf(response.code, response.high, response.low);
  Object.assign(numbers, { [`high${i}`]: logHigh, [`low${i}`]: logLow });
  polynomial.forEach((c, k) => (numbers[`c${i}_${k + 1}`] = c));
}

function responseAt({ responses, moved }: RowModel, i: number, truth: Float64Array): number {
  const response = responses[i]!;
  const alpha = truth[moved[response.parameter]!]!;
  const curve = { value: alpha, slope: 1, curvature: 0 };
  if (response.kind === 'factor') factorOf(variationOf(response.code, response.high, response.low), alpha, 1, curve);
  if (response.kind === 'bend') bendOf(response.code, alpha, 1, curve);
  return curve.value;
}

function setGammas(
  { shape, rows, request }: KernelSources,
  numbers: Record<string, number>,
  tables: Float32Array,
): void {
  const { model, truth } = request;
  const scaled = new Float64Array(shape.bins);
  for (const { responses, carries, events } of rows.rows) {
    if (!carries) continue;
    const coefficient = responses.reduce((product, i) => product * responseAt(rows, i, truth), 1);
    events.forEach((count, b) => (scaled[b]! += coefficient * count));
  }
  for (let b = 0; b < shape.bins; b++) {
    const p = rows.profiled[b] ?? -1;
    const parameter = p < 0 ? undefined : model.parameters[p]!;
    const gamma = p < 0 ? 1 : truth[p]!;
    const fixed = parameter?.fixed ?? true;
    Object.assign(numbers, {
      [`gtruth${b}`]: gamma,
      [`glower${b}`]: fixed ? gamma : parameter!.lower,
      [`gupper${b}`]: fixed ? gamma : parameter!.upper,
      [`gstream${b}`]: AUXILIARY_STREAM + Math.max(p, 0),
      [`scaled${b}`]: scaled[b],
      [`plain${b}`]: numbers[`rate${b}`]! - gamma * scaled[b]!,
    });
    setConstraint(b, gamma, parameter?.constraint ?? { kind: 'none' }, numbers);
    if (tables.length > shape.bins * TABLE_SIZE) {
      setTable({ rate: numbers[`grate${b}`]!, id: `_g${b}`, slot: shape.bins + b }, numbers, tables);
    }
  }
}

function setConstraint(b: number, gamma: number, constraint: Constraint, numbers: Record<string, number>): void {
  const sigma = constraint.kind === 'normal' ? constraint.sigma : 0;
  const tau = constraint.kind === 'poisson' ? constraint.tau : 0;
  Object.assign(numbers, {
    [`gsigma${b}`]: sigma,
    [`gstiff${b}`]: sigma > 0 ? 1 / sigma ** 2 : 0,
    [`gtau${b}`]: tau,
    [`grate${b}`]: tau * gamma,
  });
}

/** ln [ p(toy | other) / p(toy | truth) ] as a sum over measurements, each less what it is at the truth. */
function setRatio({ shape, rows, request }: KernelSources, numbers: Record<string, number>): void {
  const { model, truth, other } = request;
  numbers['wanted'] = other ? 1 : 0;
  const [rates, others] = [expectedCounts(model, truth), expectedCounts(model, other ?? truth)];
  let constant = 0;
  for (let b = 0; b < shape.bins; b++) {
    const [rate, wanted] = [rates[b] ?? 0, others[b] ?? 0];
    // Events that the other parameters cannot give are marked, and cost the toy all its weight.
    const impossible = rate > 0 && !(wanted > 0);
    const logarithm = rate > 0 && !impossible ? Math.log(wanted / rate) : 0;
    numbers[`toOther${b}`] = impossible ? -IMPOSSIBLE : logarithm;
    constant += rate * logarithm - (wanted - rate);
  }
  const add = (p: number, normal: string, poisson: string): void => {
    const { constraint } = model.parameters[p]!;
    const [from, to] = [truth[p]!, other?.[p] ?? truth[p]!];
    if (constraint.kind === 'normal') {
      numbers[normal] = (to - from) / constraint.sigma ** 2;
      constant -= 0.5 * ((to - from) / constraint.sigma) ** 2;
    }
    if (constraint.kind !== 'poisson') return;
    const logarithm = from > 0 ? Math.log(to / from) : 0;
    numbers[poisson] = logarithm;
    constant += constraint.tau * (from * logarithm - (to - from));
  };
  rows.moved.forEach((index, p) => add(index, `pToOther${p}`, ''));
  for (let b = 0; b < shape.bins; b++) {
    Object.assign(numbers, { [`gaToOther${b}`]: 0, [`gmToOther${b}`]: 0 });
    if ((rows.profiled[b] ?? -1) >= 0) add(rows.profiled[b]!, `gaToOther${b}`, `gmToOther${b}`);
  }
  numbers['toOther'] = constant;
}

/** Numbers of the kernel for a known background; -ln L at the tested strength is linear in the counts. */
function setKnownBackground({ shape }: KernelSources, numbers: Record<string, number>): void {
  const change = numbers['held']! - numbers['truth0']!;
  Object.assign(numbers, { signal: 0, toHeld: 0 }, wideSections(shape, numbers));
  for (let b = 0; b < shape.bins; b++) {
    const [signal, rate] = [numbers[`row0_${b}`]!, numbers[`rate${b}`]!];
    const logarithm = Math.log1p((change * signal) / rate);
    Object.assign(numbers, {
      [`toHeld${b}`]: logarithm,
      [`twice${b}`]: 2 * rate,
      [`base${b}`]: Math.max(rate - numbers['truth0']! * signal, LEAST_RATE),
    });
    numbers['signal']! += signal;
    numbers['toHeld']! += change * signal - (shape.large ? rate * logarithm : 0);
  }
}
