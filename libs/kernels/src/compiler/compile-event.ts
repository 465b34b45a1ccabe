import type { EventKernel, FillRequest } from '../event-kernel.js';
import { FormulaError } from '../errors.js';
import { binNumber, encodeLinear, encodeLogarithmic } from '../fill/encode.js';
import { UNIFORM_RANGE } from '../random/threefry.js';
import { dialectOf, printKeySchedule, printThreefry, type Backend } from './dialect.js';
import { name, number, type StraightLine } from './expression.js';
import { inlineFormula, INPUTS, type Lowering } from './inline.js';
import { POLYNOMIALS } from './polynomials.js';
import { printAssignments, printExpression } from './print.js';

/** Integer arguments of every event kernel, before its own parameters. */
export const EVENT_INTEGERS = ['key0', 'key1', 'firstEvent'] as const;

/** What decides the text of an event kernel. */
export type EventSource = Pick<FillRequest, 'kernel' | 'parameters' | 'bins' | 'low' | 'high'>;

/**
 * The gpu.js source of one event: Threefry uniforms, the event formula with everything it calls inlined, and the
 * encoded (bin, weight) as the result of thread `this.thread.x`.
 */
export function compileEvent(source: EventSource, backend: Backend): string {
  const { kernel } = source;
  const dialect = dialectOf(backend);
  const code = inlineEvent(source, dialect.lowering);
  const blocks = Array.from({ length: Math.ceil(kernel.uniforms / 2) }, (_, stream) => ({
    event: 'event',
    stream: String(stream),
    words: [`w${2 * stream}`, `w${2 * stream + 1}`] as const,
  }));
  return [
    `function (${[...EVENT_INTEGERS, ...kernel.variables].join(', ')}) {`,
    printKeySchedule(dialect),
    dialect.integer('event', dialect.add('firstEvent', 'this.thread.x')),
    printThreefry(dialect, blocks),
    ...Array.from({ length: kernel.uniforms }, (_, i) => `  const u${i} = ${dialect.uniform(`w${i}`)};`),
    printAssignments(code, dialect.style),
    `  return ${printExpression(code.results[0]!, dialect.style)};`,
    '}',
  ].join('\n');
}

/** The event and the encoding of its two results as one piece of straight-line code. */
function inlineEvent({ kernel, parameters, bins, low, high }: EventSource, lowering: Lowering): StraightLine {
  checkNames(kernel);
  const uniforms = Array.from({ length: kernel.uniforms }, (_, i) => name(`u${i}`));
  const inputs = kernel.parameters.map((parameter) => {
    const value = kernel.variables.includes(parameter) ? name(parameter) : number(parameters[parameter] ?? Number.NaN);
    return [parameter, value] as const;
  });
  const uses = [...kernel.uses, ...POLYNOMIALS];
  const event = inlineFormula(kernel.event, [...uniforms, INPUTS], uses, {
    lowering,
    inputs: new Map(inputs),
    prefix: 'e_',
    ranges: new Map(uniforms.map((_, i) => [`u${i}`, UNIFORM_RANGE])),
  });
  if (event.results.length !== RESULT_NAMES.length) {
    throw new FormulaError(kernel.id, `${event.results.length} results`, 'two: an observable and a weight');
  }
  const results = event.results.map((value, i) => ({ name: RESULT_NAMES[i]!, value }));
  const encode = kernel.weight.kind === 'linear' ? encodeLinear : encodeLogarithmic;
  const settings = [low, bins / (high - low), bins, ...logarithmicSettings(kernel)];
  const operands = [...results.map((result) => name(result.name)), ...settings.map(number)];
  const encoded = inlineFormula(encode, operands, [binNumber, ...POLYNOMIALS], {
    lowering,
    prefix: 'o_',
    ranges: new Map(event.ranges.flatMap((range, i) => (range ? [[RESULT_NAMES[i]!, range]] : []))),
  });
  return { assignments: [...event.assignments, ...results, ...encoded.assignments], results: encoded.results };
}

const RESULT_NAMES = ['observable', 'weight'];

function logarithmicSettings({ weight }: EventKernel): readonly number[] {
  return weight.kind === 'linear' ? [] : [Math.log(weight.low), 1 / Math.log(weight.high / weight.low)];
}

function checkNames(kernel: EventKernel): void {
  const reserved = kernel.parameters.find((parameter) =>
    /^([uw]\d+|key\d|inject\d|event|firstEvent|observable|weight|.*_\d+)$/.test(parameter),
  );
  if (reserved)
    throw new FormulaError(kernel.id, `parameter ${reserved}`, 'names other than u0, w0, key0, event, weight and x_0');
}
