/** The intermediate form between a parsed formula and the text of a kernel. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  /** A call of another formula, or of a function of Math, which then begins with `Math.`. */
  | { readonly kind: 'call'; readonly callee: string; readonly values: readonly Expression[] };

export type BinaryOperator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '===' | '!==' | '&&' | '||';

export const BINARY_OPERATORS: readonly string[] = ['+', '-', '*', '/', '<', '<=', '>', '>=', '===', '!==', '&&', '||'];

/** `const name = value` */
export interface Assignment {
  readonly name: string;
  readonly value: Expression;
}

/** Straight-line code: assignments with unique names, then results. */
export interface StraightLine {
  readonly assignments: readonly Assignment[];
  readonly results: readonly Expression[];
}

export const number = (value: number): Expression => ({ kind: 'number', value });
export const name = (text: string): Expression => ({ kind: 'name', name: text });

/** The same expression with every direct operand replaced by `change(operand)`. */
export function mapOperands(expression: Expression, change: (operand: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return expression;
    case 'unary':
      return { ...expression, operand: change(expression.operand) };
    case 'binary':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'conditional':
      return { ...expression, test: change(expression.test), yes: change(expression.yes), no: change(expression.no) };
    case 'call':
      return { ...expression, values: expression.values.map(change) };
  }
}

/** Names that an expression reads. */
export function namesIn(expression: Expression, found = new Set<string>()): Set<string> {
  if (expression.kind === 'name') found.add(expression.name);
  mapOperands(expression, (operand) => {
    namesIn(operand, found);
    return operand;
  });
  return found;
}
