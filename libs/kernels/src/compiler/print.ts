import type { Expression, StraightLine } from './expression.js';

/** How a backend wants numbers written where their type is taken from the text. */
export interface PrintStyle {
  /** A whole number where a float must not be taken for an integer. */
  readonly wholeFloat: (text: string) => string;
}

/** Straight-line code as `const` statements. */
export function printAssignments(code: StraightLine, style: PrintStyle): string {
  return code.assignments
    .map(
      ({ name, value }) =>
        `  const ${name} = ${value.kind === 'number' ? style.wholeFloat(text(value.value)) : printExpression(value, style)};`,
    )
    .join('\n');
}

/** One expression; every compound operand stands in parentheses. */
export function printExpression(expression: Expression, style: PrintStyle): string {
  const operand = (part: Expression): string => {
    const printed = printExpression(part, style);
    return part.kind === 'name' || part.kind === 'number' || part.kind === 'call' ? printed : `(${printed})`;
  };
  const branch = (part: Expression): string =>
    part.kind === 'number' ? style.wholeFloat(text(part.value)) : operand(part);
  switch (expression.kind) {
    case 'number':
      return text(expression.value);
    case 'name':
      return expression.name;
    case 'unary':
      return `${expression.operator}${operand(expression.operand)}`;
    case 'binary':
      return `${operand(expression.left)} ${expression.operator} ${operand(expression.right)}`;
    case 'conditional':
      return `${operand(expression.test)} ? ${branch(expression.yes)} : ${branch(expression.no)}`;
    case 'call':
      return `${expression.callee}(${expression.values.map((value) => branch(value)).join(', ')})`;
  }
}

function text(value: number): string {
  return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
}
