import { mapOperands, number, type BinaryOperator, type Expression } from './expression.js';
import { INTRINSICS } from './intrinsics.js';
import { decided, rangeOf, type Ranges } from './range.js';

const ARITHMETIC: Partial<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const COMPARISON: Partial<Record<BinaryOperator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
};

const NOTHING_KNOWN: Ranges = new Map();

/**
 * Evaluates what is constant, in double precision: arithmetic and Math on numbers, ternaries whose test is known, also
 * from the `ranges` of names.
 */
export function fold(expression: Expression, ranges: Ranges = NOTHING_KNOWN): Expression {
  return foldNode(
    mapOperands(expression, (operand) => fold(operand, ranges)),
    ranges,
  );
}

function foldNode(expression: Expression, ranges: Ranges): Expression {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return expression;
    case 'unary':
      return expression.operator === '-' && expression.operand.kind === 'number'
        ? number(-expression.operand.value)
        : expression;
    case 'binary':
      return foldBinary(expression.operator, expression.left, expression.right);
    case 'conditional':
      return foldConditional(expression.test, expression.yes, expression.no, ranges);
    case 'call':
      return foldCall(expression.callee, expression.values);
  }
}

function foldBinary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  const evaluate = ARITHMETIC[operator];
  if (evaluate && left.kind === 'number' && right.kind === 'number') return number(evaluate(left.value, right.value));
  if (operator === '*' && isNumber(left, 1)) return right;
  if (operator === '*' && isNumber(right, 1)) return left;
  if (operator === '+' && isNumber(left, 0)) return right;
  if ((operator === '+' || operator === '-') && isNumber(right, 0)) return left;
  // x * 0 is 0 for every finite x, and a formula has no other.
  if (operator === '*' && (isNumber(left, 0) || isNumber(right, 0))) return number(0);
  if (operator === '/' && isNumber(left, 0)) return number(0);
  // A division by a constant is a product with its inverse: one rounding more, far cheaper.
  if (operator === '/' && right.kind === 'number')
    return { kind: 'binary', operator: '*', left, right: number(1 / right.value) };
  return { kind: 'binary', operator, left, right };
}

/** `a && b` and `a || b` without the side that is known and does not decide. */
function foldTest(test: Expression, ranges: Ranges): Expression {
  if (test.kind !== 'binary' || (test.operator !== '&&' && test.operator !== '||')) return test;
  const neutral = test.operator === '&&';
  const [left, right] = [foldTest(test.left, ranges), foldTest(test.right, ranges)];
  if (knownTruth(left, ranges) === neutral) return right;
  return knownTruth(right, ranges) === neutral ? left : { ...test, left, right };
}

function foldConditional(test: Expression, yes: Expression, no: Expression, ranges: Ranges): Expression {
  const known = knownTruth(test, ranges);
  if (known !== undefined) return known ? yes : no;
  return { kind: 'conditional', test: foldTest(test, ranges), yes, no };
}

/** The truth of a test, where it is known when the kernel is compiled. */
function knownTruth(test: Expression, ranges: Ranges): boolean | undefined {
  if (test.kind === 'unary' && test.operator === '!') {
    const inner = knownTruth(test.operand, ranges);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind !== 'binary') return undefined;
  if (test.operator === '&&' || test.operator === '||') {
    const [left, right] = [knownTruth(test.left, ranges), knownTruth(test.right, ranges)];
    const absorbing = test.operator === '||';
    if (left === absorbing || right === absorbing) return absorbing;
    return left !== undefined && right !== undefined ? !absorbing : undefined;
  }
  const compare = COMPARISON[test.operator];
  if (compare && test.left.kind === 'number' && test.right.kind === 'number')
    return compare(test.left.value, test.right.value);
  return decided(test.operator, rangeOf(test.left, ranges), rangeOf(test.right, ranges));
}

function foldCall(callee: string, values: readonly Expression[]): Expression {
  const evaluate = INTRINSICS[callee];
  const numbers = values.flatMap((value) => (value.kind === 'number' ? [value.value] : []));
  if (evaluate && numbers.length === values.length) return number(evaluate(...numbers));
  return { kind: 'call', callee, values };
}

function isNumber(expression: Expression, value: number): boolean {
  return expression.kind === 'number' && expression.value === value;
}
