import { describe, expect, it } from '@jest/globals';
import { FormulaError } from '../errors.js';
import type { Formula } from '../formula.js';
import { parseFormula } from './parse-formula.js';

/** A formula from its source text: what no formatter and no transpiler touches. */
function formulaFrom(source: string): Formula {
  return new Function(`return ${source};`)() as Formula;
}

/** What is refused, and the words by which the message names it. */
const REFUSED: readonly (readonly [title: string, source: string, found: string])[] = [
  ['a loop', 'function f(x) { for (;;) { break; } return x; }', 'ForStatement'],
  ['let', 'function f(x) { let y = x; return y; }', 'VariableDeclaration'],
  ['an if', 'function f(x) { if (x > 0) { return 1; } return x; }', 'IfStatement'],
  ['an assignment', 'function f(x) { x = 2; return x; }', 'ExpressionStatement'],
  ['a default value', 'function f(x = 1) { return x; }', 'AssignmentPattern'],
  ['a rest parameter', 'function f(...x) { return 1; }', 'RestElement'],
  ['an object pattern', 'function f({ x }) { return x; }', 'ObjectPattern'],
  ['object access but in the last parameter', 'function f(x, input) { return x.y; }', 'x.y'],
  ['access to inputs of inputs', 'function f(input) { return input.x.y; }', 'MemberExpression'],
  ['array access', 'function f(x) { return x[0]; }', 'MemberExpression'],
  ['an unknown function of Math', 'function f(x) { return Math.sinh(x); }', 'Math.sinh'],
  ['an unknown constant of Math', 'function f(x) { return Math.E * x; }', 'Math.E'],
  ['random numbers of JavaScript', 'function f() { return Math.random(); }', 'Math.random'],
  ['an operator without a counterpart', 'function f(x) { return x % 2; }', 'operator %'],
  ['a bit operator', 'function f(x) { return ~x; }', '~'],
  ['text', 'function f() { return "1"; }', '"1"'],
  ['an arrow inside', 'function f(x) { const g = () => x; return g(); }', 'ArrowFunctionExpression'],
  ['a missing return', 'function f(x) { const y = x; }', 'no return'],
  ['a return of nothing', 'function f(x) { return; }', 'no return'],
  ['too few values for Math', 'function f(x) { return Math.atan2(x); }', '1 values in a call of Math.atan2'],
  ['too many values for Math', 'function f(x) { return Math.exp(x, x); }', '2 values in a call of Math.exp'],
  ['a spread', 'function f(x) { return Math.max(...x); }', 'SpreadElement'],
  ['a tuple of one', 'function f(x) { return [x]; }', 'a tuple of 1'],
  ['a hole in the result', 'function f(x) { return [x, , x]; }', 'a hole'],
];

describe('parseFormula', () => {
  it.each(REFUSED)('refuses %s, naming the formula and what was found', (_, source, found) => {
    const parse = (): unknown => parseFormula(formulaFrom(source));
    expect(parse).toThrow(FormulaError);
    expect(parse).toThrow(`formula f: found ${found}`);
  });

  it('says what is allowed', () => {
    const parse = (): unknown => parseFormula(formulaFrom('function f(x) { return Math.sinh(x); }'));
    expect(parse).toThrow(/allowed: Math\.log, Math\.exp, .*Math\.floor/);
  });

  it('reads functions, arrows, tuples, several declarations in one const, and constants of Math', () => {
    const parsed = parseFormula(formulaFrom('(x, y) => [x + Math.PI, -y]'));
    expect(parsed.parameters).toEqual(['x', 'y']);
    expect(parsed.results).toHaveLength(2);
    expect(parsed.results[0]).toMatchObject({ right: { kind: 'number', value: Math.PI } });
    const two = parseFormula(formulaFrom('function f(x) { const a = x, b = +a; return (b); }'));
    expect(two.declarations.map(({ names }) => names)).toEqual([['a'], ['b']]);
  });

  it('reads a formula once', () => {
    const formula = formulaFrom('function f(x) { return x; }');
    expect(parseFormula(formula)).toBe(parseFormula(formula));
  });

  it('nests the minimum of several numbers', () => {
    const [result] = parseFormula(formulaFrom('function f(x, y, z) { return Math.min(x, y, z); }')).results;
    expect(result).toMatchObject({ callee: 'Math.min', values: [{ callee: 'Math.min' }, { name: 'z' }] });
  });
});
