import type { BinaryOperator, Expression } from './expression.js';

/** Bounds of a value that is certainly a finite number, in single precision too. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What is known of names; a name that is not in it may be anything, also NaN. */
export type Ranges = ReadonlyMap<string, Range>;

/** Each operation widens its bounds by this part of its largest number: more than rounding to f32 and polynomials do. */
const WIDENING = 2 ** -20;
/** Beyond this a number is not taken for finite in single precision. */
const LARGEST = 1e38;
/** Nearer to zero than this a number may be zero in single precision. */
const SMALLEST = 1e-37;

/**
 * Bounds of an expression by interval arithmetic, for tests whose outcome is known when the kernel is compiled: the
 * logarithm of a uniform deviate needs none of the steps for large numbers.
 * @returns undefined when the value could be infinite or NaN for all that is known
 */
export function rangeOf(expression: Expression, ranges: Ranges): Range | undefined {
  switch (expression.kind) {
    case 'number':
      return finite(expression.value, expression.value);
    case 'name':
      return ranges.get(expression.name);
    case 'unary': {
      const range = expression.operator === '-' ? rangeOf(expression.operand, ranges) : undefined;
      return range && { low: -range.high, high: -range.low };
    }
    case 'binary':
      return rangeOfBinary(expression, ranges);
    case 'conditional': {
      const yes = rangeOf(expression.yes, narrowed(expression.test, true, ranges));
      const no = rangeOf(expression.no, narrowed(expression.test, false, ranges));
      return yes && no && { low: Math.min(yes.low, no.low), high: Math.max(yes.high, no.high) };
    }
    case 'call':
      return rangeOfIntrinsic(
        expression.callee,
        expression.values.map((value) => rangeOf(value, ranges)),
      );
  }
}

/** Whether a comparison holds, where the ranges of its sides decide it. */
export function decided(
  operator: BinaryOperator,
  left: Range | undefined,
  right: Range | undefined,
): boolean | undefined {
  if (!left || !right) return undefined;
  const below = left.high < right.low;
  const above = left.low > right.high;
  switch (operator) {
    case '<':
    case '<=':
      return below ? true : above ? false : undefined;
    case '>':
    case '>=':
      return above ? true : below ? false : undefined;
    case '===':
      return below || above ? false : undefined;
    case '!==':
      return below || above ? true : undefined;
    default:
      return undefined;
  }
}

/** The range of a function of Math for arguments in the given ranges. */
export function rangeOfIntrinsic(callee: string, values: readonly (Range | undefined)[]): Range | undefined {
  const [first, second] = values;
  if (!first) return undefined;
  switch (callee) {
    case 'Math.sin':
    case 'Math.cos':
    case 'Math.tanh':
      return widened(-1, 1);
    case 'Math.sqrt':
      return first.low >= 0 ? widened(Math.sqrt(first.low), Math.sqrt(first.high)) : undefined;
    case 'Math.log': {
      if (first.low <= 0) return undefined;
      const [low, high] = [Math.log(first.low), Math.log(first.high)];
      return widened(low, high, Math.max(-low, high, 1));
    }
    case 'Math.exp':
      return widened(Math.exp(first.low), Math.exp(first.high));
    case 'Math.floor':
      return finite(Math.floor(first.low), Math.floor(first.high));
    case 'Math.abs':
      return finite(first.low > 0 ? first.low : Math.max(-first.high, 0), Math.max(-first.low, first.high));
    case 'Math.min':
      return second && finite(Math.min(first.low, second.low), Math.min(first.high, second.high));
    case 'Math.max':
      return second && finite(Math.max(first.low, second.low), Math.max(first.high, second.high));
    default:
      return undefined;
  }
}

function rangeOfBinary({ operator, left, right }: Expression & { kind: 'binary' }, ranges: Ranges): Range | undefined {
  const [a, b] = [rangeOf(left, ranges), rangeOf(right, ranges)];
  if (!a || !b) return undefined;
  const size = Math.max(Math.abs(a.low), Math.abs(a.high), Math.abs(b.low), Math.abs(b.high));
  switch (operator) {
    case '+':
      return widened(a.low + b.low, a.high + b.high, size);
    case '-':
      return widened(a.low - b.high, a.high - b.low, size);
    case '*': {
      const [low, high] = product(a, b);
      const square = left.kind === 'name' && right.kind === 'name' && left.name === right.name;
      return widened(square ? Math.max(low, 0) : low, high);
    }
    case '/':
      return b.low > 0 || b.high < 0 ? widened(...product(a, { low: 1 / b.high, high: 1 / b.low })) : undefined;
    default:
      return undefined;
  }
}

function product(a: Range, b: Range): [number, number] {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return [Math.min(...corners), Math.max(...corners)];
}

/** What a comparison of a name with a number says of the name. */
function narrowed(test: Expression, holds: boolean, ranges: Ranges): Ranges {
  if (test.kind !== 'binary' || test.left.kind !== 'name' || test.right.kind !== 'number') return ranges;
  const range = ranges.get(test.left.name);
  if (!range) return ranges;
  const bound = test.right.value;
  const isBelow = test.operator === '<' || test.operator === '<=';
  const isAbove = test.operator === '>' || test.operator === '>=';
  if (!isBelow && !isAbove) return ranges;
  const margin = Math.abs(bound) * WIDENING;
  const half =
    isBelow === holds
      ? { low: range.low, high: Math.min(range.high, bound + margin) }
      : { low: Math.max(range.low, bound - margin), high: range.high };
  return new Map(ranges).set(test.left.name, half);
}

/** Bounds moved outwards by a part of `size`, or of themselves. */
function widened(low: number, high: number, size?: number): Range | undefined {
  return finite(low - (size ?? Math.abs(low)) * WIDENING, high + (size ?? Math.abs(high)) * WIDENING);
}

function finite(low: number, high: number): Range | undefined {
  if (!(low >= -LARGEST && high <= LARGEST)) return undefined;
  return { low: low > 0 && low < SMALLEST ? 0 : low, high: high < 0 && high > -SMALLEST ? 0 : high };
}
