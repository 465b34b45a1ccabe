import type { EventKernel, FillRequest } from '../event-kernel.js';
import { FormulaError } from '../errors.js';
import { binNumber, encodeLinear, encodeLogarithmic } from '../fill/encode.js';
import { dialectOf, printKeySchedule, printThreefry, type Backend } from './dialect.js';
import { name, number, type Expression, type StraightLine } from './expression.js';
import { inlineFormula } from './inline.js';
import { POLYNOMIALS } from './polynomials.js';
import { printAssignments, printExpression } from './print.js';

/** Integer arguments of every event kernel, before its own parameters. */
export const EVENT_INTEGERS = ['key0', 'key1', 'firstEvent'] as const;

/**
 * The gpu.js source of one event: Threefry uniforms, the event formula with everything it calls inlined, and the
 * encoded (bin, weight) as the result of thread `this.thread.x`.
 */
export function compileEvent(
  kernel: EventKernel,
  axis: Pick<FillRequest, 'bins' | 'low' | 'high'>,
  backend: Backend,
): string {
  const dialect = dialectOf(backend);
  const code = inlineEvent(kernel, axis, backend);
  const streams = Array.from({ length: Math.ceil(kernel.uniforms / 2) }, (_, i) => i);
  const result = printExpression(code.results[0]!, dialect.style);
  return [
    `function (${[...EVENT_INTEGERS, ...kernel.parameters].join(', ')}) {`,
    printKeySchedule(dialect),
    dialect.integer('event', dialect.add('firstEvent', 'this.thread.x')),
    printThreefry(
      dialect,
      streams.map((stream) => ({
        event: 'event',
        stream: String(stream),
        words: [`w${2 * stream}`, `w${2 * stream + 1}`],
      })),
    ),
    ...Array.from({ length: kernel.uniforms }, (_, i) => `  const u${i} = ${dialect.uniform(`w${i}`)};`),
    printAssignments(code, dialect.style),
    `  return ${result};`,
    '}',
  ].join('\n');
}

function inlineEvent(
  kernel: EventKernel,
  axis: Pick<FillRequest, 'bins' | 'low' | 'high'>,
  backend: Backend,
): StraightLine {
  const reserved = kernel.parameters.filter((parameter) => /^([uw]\d+|key\d|event|firstEvent|.*_\d+)$/.test(parameter));
  if (reserved.length > 0)
    throw new FormulaError(kernel.id, `parameter ${reserved[0]}`, 'names other than u0, w0, key0, event and x_0');
  const uniforms = Array.from({ length: kernel.uniforms }, (_, i) => name(`u${i}`));
  const event: Expression[] = [...uniforms, ...kernel.parameters.map(name)];
  const scale = axis.bins / (axis.high - axis.low);
  const { weight } = kernel;
  // The wrapper is inlined like any formula: first the event, then the encoding of its two results.
  const whole = inlineFormula(kernel.event, event, [...kernel.uses, ...POLYNOMIALS], {
    lowering: dialectOf(backend).lowering,
    prefix: 'e_',
  });
  const encode = weight.kind === 'linear' ? encodeLinear : encodeLogarithmic;
  const settings = [
    axis.low,
    scale,
    axis.bins,
    ...(weight.kind === 'linear' ? [] : [Math.log(weight.low), 1 / Math.log(weight.high / weight.low)]),
  ];
  const encoded = inlineFormula(encode, [...named(whole), ...settings.map(number)], [binNumber, ...POLYNOMIALS], {
    lowering: dialectOf(backend).lowering,
    prefix: 'o_',
  });
  return {
    assignments: [...whole.assignments, ...resultAssignments(whole), ...encoded.assignments],
    results: encoded.results,
  };
}

const RESULT_NAMES = ['observable', 'weight'];

function named(code: StraightLine): Expression[] {
  return code.results.map((_, i) => name(RESULT_NAMES[i]!));
}

function resultAssignments(code: StraightLine): { name: string; value: Expression }[] {
  return code.results.map((value, i) => ({ name: RESULT_NAMES[i]!, value }));
}
