import {
  parseExpressionAt,
  type Expression as Node,
  type Function as FunctionNode,
  type Pattern,
  type Statement,
} from 'acorn';
import { FormulaError } from '../errors.js';
import type { Formula } from '../formula.js';
import { BINARY_OPERATORS, name, namesIn, number, type BinaryOperator, type Expression } from './expression.js';
import { INTRINSICS, MATH_CONSTANTS } from './intrinsics.js';

/** One `const` of a formula. */
export interface Declaration {
  /** True for `const [a, b] = ...`: the names take the first members of a tuple; an empty name takes none. */
  readonly tuple: boolean;
  readonly names: readonly string[];
  readonly value: Expression;
}

export interface ParsedFormula {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly declarations: readonly Declaration[];
  readonly results: readonly Expression[];
}

const EXTREMES: readonly string[] = ['Math.min', 'Math.max'];

const cache = new WeakMap<Formula, ParsedFormula>();

/**
 * Reads the source text of a formula.
 * @throws FormulaError for anything that straight-line kernels cannot express
 */
export function parseFormula(formula: Formula): ParsedFormula {
  const known = cache.get(formula);
  if (known) return known;
  const parsed = new FormulaReader(formula.name).read(formula.toString());
  cache.set(formula, parsed);
  return parsed;
}

/** Names of the inputs that a formula reads itself: the members of its record. */
export function inputsOf({ parameters, declarations, results }: ParsedFormula): readonly string[] {
  const read = new Set<string>();
  for (const expression of [...declarations.map(({ value }) => value), ...results]) namesIn(expression, read);
  const record = `${parameters.at(-1)}.`;
  return [...read].filter((text) => text.startsWith(record)).map((text) => text.slice(record.length));
}

class FormulaReader {
  /** The last parameter: the only one that may be a record of inputs. */
  private record = '';

  constructor(private readonly formula: string) {}

  read(source: string): ParsedFormula {
    const node = parseExpressionAt(source, 0, { ecmaVersion: 2023 });
    if (node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') {
      throw this.error(node.type, 'a function');
    }
    const parameters = node.params.map((parameter) => this.identifier(parameter));
    this.record = parameters.at(-1) ?? '';
    const statements = this.statements(node);
    const last = statements.at(-1);
    if (last?.type !== 'ReturnStatement' || !last.argument)
      throw this.error('no return at the end', 'one final return');
    return {
      name: this.formula,
      parameters,
      declarations: statements.slice(0, -1).flatMap((statement) => this.declarations(statement)),
      results: this.results(last.argument),
    };
  }

  private statements(node: FunctionNode): Statement[] {
    if (node.body.type === 'BlockStatement') return node.body.body;
    return [{ type: 'ReturnStatement', argument: node.body, start: node.body.start, end: node.body.end }];
  }

  private declarations(statement: Statement): Declaration[] {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') {
      throw this.error(statement.type, 'const declarations and one final return');
    }
    return statement.declarations.map(({ id, init }) => {
      const tuple = id.type === 'ArrayPattern';
      const names = tuple ? id.elements.map((element) => this.identifier(element)) : [this.identifier(id)];
      return { tuple, names, value: this.expression(init!) };
    });
  }

  private results(node: Node): Expression[] {
    if (node.type !== 'ArrayExpression') return [this.expression(node)];
    if (node.elements.length < 2)
      throw this.error(`a tuple of ${node.elements.length}`, 'a number, or a tuple of two or more');
    return node.elements.map((element) => {
      if (!element) throw this.error('a hole in the result', 'a number at every place');
      return this.expression(element as Node);
    });
  }

  private identifier(pattern: Pattern | null): string {
    // A hole in a tuple pattern leaves that member unused.
    if (pattern === null) return '';
    if (pattern.type !== 'Identifier') throw this.error(pattern.type, 'plain names, without default values');
    return pattern.name;
  }

  private expression(node: Node): Expression {
    switch (node.type) {
      case 'Literal':
        if (typeof node.value !== 'number') throw this.error(String(node.raw), 'numbers');
        return number(node.value);
      case 'Identifier':
        return name(node.name);
      case 'ParenthesizedExpression':
        return this.expression(node.expression);
      case 'UnaryExpression':
        if (node.operator === '+') return this.expression(node.argument);
        if (node.operator !== '-' && node.operator !== '!')
          throw this.error(node.operator, 'the unary operators - and !');
        return { kind: 'unary', operator: node.operator, operand: this.expression(node.argument) };
      case 'BinaryExpression':
      case 'LogicalExpression':
        return this.binary(node.operator, node.left as Node, node.right);
      case 'ConditionalExpression':
        return {
          kind: 'conditional',
          test: this.expression(node.test),
          yes: this.expression(node.consequent),
          no: this.expression(node.alternate),
        };
      case 'MemberExpression':
        return this.member(this.memberName(node));
      case 'CallExpression':
        return this.call(
          this.callee(node.callee as Node),
          node.arguments.map((value) => this.expression(value as Node)),
        );
      default:
        throw this.error(node.type, 'numbers, names, operators, ternaries and calls');
    }
  }

  /** A call; Math functions take their usual number of values, and min and max of several are nested. */
  private call(callee: string, values: readonly Expression[]): Expression {
    const [first, second, ...rest] = values;
    if (EXTREMES.includes(callee) && first && second && rest.length > 0) {
      return this.call(callee, [{ kind: 'call', callee, values: [first, second] }, ...rest]);
    }
    const wanted = INTRINSICS[callee]?.length ?? values.length;
    if (wanted !== values.length) throw this.error(`${values.length} values in a call of ${callee}`, String(wanted));
    return { kind: 'call', callee, values };
  }

  private binary(operator: string, left: Node, right: Node): Expression {
    if (!BINARY_OPERATORS.includes(operator)) throw this.error(`operator ${operator}`, BINARY_OPERATORS.join(' '));
    return {
      kind: 'binary',
      operator: operator as BinaryOperator,
      left: this.expression(left),
      right: this.expression(right),
    };
  }

  /** A constant of Math, or a named input, which stays a dotted name. */
  private member(member: string): Expression {
    if (member.startsWith(`${this.record}.`)) return name(member);
    const value = MATH_CONSTANTS[member];
    if (value === undefined) {
      throw this.error(member, `${Object.keys(MATH_CONSTANTS).join(', ')}, and inputs in the last parameter`);
    }
    return number(value);
  }

  private callee(node: Node): string {
    if (node.type === 'Identifier') return node.name;
    const member = this.memberName(node);
    if (!(member in INTRINSICS)) throw this.error(member, Object.keys(INTRINSICS).join(', '));
    return member;
  }

  private memberName(node: Node): string {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.property.type !== 'Identifier') {
      throw this.error(node.type, 'names of formulas and functions of Math');
    }
    return `${node.object.name}.${node.property.name}`;
  }

  private error(found: string, allowed: string): FormulaError {
    return new FormulaError(this.formula, found, allowed);
  }
}
