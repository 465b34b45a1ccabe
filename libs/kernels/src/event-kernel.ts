import { inputsOf, parseFormula } from './compiler/parse-formula.js';
import { FormulaError } from './errors.js';
import type { Formula, FormulaInputs } from './formula.js';

/**
 * One Monte-Carlo event as a formula: uniform deviates in (0, 1) first, the record of named inputs last; it returns the
 * observable (axis units) and a weight >= 0; weight 0 is a rejected event.
 */
export interface EventKernel {
  readonly kind: 'event-kernel';
  readonly id: string;
  /** Uniform deviates that an event uses. */
  readonly uniforms: number;
  /** Names of the inputs that the event and the formulas that it uses read. */
  readonly parameters: readonly string[];
  /** Those that change from call to call, e.g. the mass; the values of all others are compiled into the kernel. */
  readonly variables: readonly string[];
  readonly event: EventFormula;
  /** Every formula that `event` calls, directly or through another formula. */
  readonly uses: readonly Formula[];
  /**
   * How the weight travels out of the kernel in one f32 beside the bin number: `linear` for weights in (0, 1],
   * `logarithmic` for weights in [low, high] that span decades (relative rounding 3e-4, unbiased).
   */
  readonly weight:
    { readonly kind: 'linear' } | { readonly kind: 'logarithmic'; readonly low: number; readonly high: number };
}

/** The formula of an event; its last value is the record of inputs. */
type EventFormula = {
  event(...values: (number | FormulaInputs)[]): readonly [observable: number, weight: number];
}['event'];

/**
 * An event kernel; the number of its uniforms and the names of its parameters are read from the formulas themselves.
 * @throws FormulaError for a formula that cannot be compiled, or a variable that is none of its parameters
 */
export function defineEventKernel(kernel: Omit<EventKernel, 'kind' | 'parameters' | 'uniforms'>): EventKernel {
  const formulas = [kernel.event, ...kernel.uses].map(parseFormula);
  const parameters = [...new Set(formulas.flatMap(inputsOf))].sort();
  const unknown = kernel.variables.find((variable) => !parameters.includes(variable));
  if (unknown !== undefined) throw new FormulaError(kernel.id, `variable ${unknown}`, parameters.join(', '));
  return { ...kernel, kind: 'event-kernel', uniforms: formulas[0]!.parameters.length - 1, parameters };
}

/** What one fill asks for: which events of which random stream, with which parameter values, into which bins. */
export interface FillRequest {
  readonly kernel: EventKernel;
  /** Value of every parameter of the kernel, by name. */
  readonly parameters: Readonly<Record<string, number>>;
  /** 64-bit key of the random stream as two unsigned 32-bit words. */
  readonly key: readonly [number, number];
  /** Events firstEvent ... firstEvent + events - 1, all below 2^32: after that the random numbers come again. */
  readonly firstEvent: number;
  readonly events: number;
  readonly bins: number;
  readonly low: number;
  readonly high: number;
}

/** Sums of weights, with underflow at index 0 and overflow at index bins + 1. */
export interface FillResult {
  readonly sumw: Float64Array;
  readonly sumw2: Float64Array;
  /** Events with weight zero. */
  readonly rejected: number;
  /**
   * Events whose weight was above the range of the kernel's weight code, or whose observable was no number: they are in
   * no bin, and there should be none.
   */
  readonly clipped: number;
}
