import { describe, expect, it } from '@jest/globals';
import { FormulaError } from '../errors.js';
import type { Formula } from '../formula.js';
import { name, number, type Expression } from './expression.js';
import { inlineFormula, INPUTS } from './inline.js';

function pair(x: number, y: number): readonly [number, number] {
  const sum = x + y;
  return [sum, x * y];
}

function squareOfSum(x: number, y: number): number {
  const [sum] = pair(x, y);
  return sum * sum;
}

function nested(x: number, y: number): number {
  const sum = squareOfSum(x, squareOfSum(y, 2));
  const [, times] = pair(sum, y);
  return times;
}

const formula = (source: string): Formula => new Function(`return ${source};`)() as Formula;
const xy: readonly Expression[] = [name('x'), name('y')];

describe('a record of inputs', () => {
  const scaled = formula('function scaled(x, given) { return x * given.scale + given.offset; }');
  const outer = formula('function outer(x, input) { const y = scaled(x, input); return y - input.offset; }');
  const inputs = new Map<string, Expression>([
    ['scale', number(2)],
    ['offset', name('offset')],
  ]);

  it('is read member by member, and handed on to other formulas under any name', () => {
    const { assignments, results } = inlineFormula(outer, [name('x'), INPUTS], [scaled], { inputs });
    expect(assignments).toHaveLength(1);
    expect(assignments[0]!.value).toMatchObject({ operator: '+', right: name('offset') });
    expect(results[0]).toMatchObject({ operator: '-', right: name('offset') });
  });

  it('has the members that the kernel has, and no others', () => {
    expect(() => inlineFormula(outer, [name('x'), INPUTS], [scaled])).toThrow('the name given.scale');
    expect(() => inlineFormula(outer, [name('x'), name('z')], [scaled], { inputs })).toThrow(FormulaError);
  });
});

describe('inlineFormula', () => {
  it('gives every name once, whatever the formulas call theirs', () => {
    const { assignments } = inlineFormula(nested, xy, [pair, squareOfSum], { prefix: 'p_' });
    const names = assignments.map((assignment) => assignment.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((text) => /^p_\w+_\d+$/.test(text))).toBe(true);
    expect(names.filter((text) => text.startsWith('p_sum_')).length).toBeGreaterThan(1);
  });

  it('gives the same expression the same name', () => {
    const shared = formula('function f(x, y) { const a = x * y; const b = x * y; return a + b; }');
    const { assignments, results } = inlineFormula(shared, xy, []);
    expect(assignments).toHaveLength(1);
    expect(results[0]).toMatchObject({ left: name('a_0'), right: name('a_0') });
  });

  it('drops what no result needs', () => {
    const { assignments } = inlineFormula(
      formula('function f(x, y) { const a = x * y; const b = Math.sin(a); const c = x + a; return c; }'),
      xy,
      [],
    );
    expect(assignments.map((assignment) => assignment.name)).toEqual(['a_0', 'c_2']);
  });

  it('leaves members of a tuple out that stand at a hole', () => {
    const { assignments, results } = inlineFormula(nested, [name('x'), number(3)], [pair, squareOfSum]);
    expect(assignments.some((assignment) => assignment.name.startsWith('_'))).toBe(false);
    expect(results).toHaveLength(1);
  });

  it('evaluates with numbers in the place of all names', () => {
    const { assignments, results } = inlineFormula(nested, [number(1.5), number(3)], [pair, squareOfSum]);
    expect(assignments).toEqual([]);
    expect(results).toEqual([number(nested(1.5, 3))]);
  });

  it('puts a polynomial in the place of a function of Math, but not for a number', () => {
    const cube = (x: number): number => x * x * x;
    const lowering = { 'Math.sin': cube };
    const { results } = inlineFormula(formula('function f(x) { return Math.sin(x) + Math.sin(1); }'), [name('x')], [], {
      lowering,
    });
    expect(results[0]).toMatchObject({ operator: '+', left: name('f_0'), right: number(Math.sin(1)) });
  });

  it('drops the branch that the range of a name rules out', () => {
    const steps = formula('function f(u) { const a = u > 2 ? u * 0.5 : u; return a < 0 ? -a : a + 1; }');
    const ranges = new Map([['u', { low: 0.1, high: 1 }]]);
    const { assignments, results, ranges: known } = inlineFormula(steps, [name('u')], [], { ranges });
    expect(assignments).toEqual([]);
    expect(results[0]).toMatchObject({ operator: '+', left: name('u'), right: number(1) });
    expect(known[0]!.low).toBeCloseTo(1.1, 5);
    expect(known[0]!.high).toBeCloseTo(2, 5);
  });

  it.each([
    ['a formula that is not in `uses`', 'function f(x, y) { return missing(x); }', 'a call of missing'],
    ['a wrong number of values', 'function f(x, y) { return squareOfSum(x); }', '1 values in a call'],
    ['a tuple inside an expression', 'function f(x, y) { return 1 + pair(x, y); }', 'a tuple from pair'],
    ['too few names for a tuple', 'function f(x, y) { const [a, b, c] = pair(x, y); return a; }', '3 names for 2'],
    ['a tuple pattern for a number', 'function f(x, y) { const [a] = squareOfSum(x, y); return a; }', '1 names for 1'],
    ['a single name for a tuple', 'function f(x, y) { const a = pair(x, y); return a; }', '1 names for 2'],
    ['a closure over a variable', 'function f(x, y) { return x + outside; }', 'the name outside'],
    ['a name used before it is declared', 'function f(x, y) { const a = b; const b = x; return a; }', 'the name b'],
  ])('refuses %s', (_, source, found) => {
    const compile = (): unknown => inlineFormula(formula(source), xy, [pair, squareOfSum]);
    expect(compile).toThrow(FormulaError);
    expect(compile).toThrow(found);
  });

  it('refuses two formulas of one name, and takes one formula twice', () => {
    const other = formula('function pair(x, y) { return x; }');
    expect(() => inlineFormula(nested, xy, [pair, squareOfSum, other])).toThrow('two formulas of this name');
    expect(inlineFormula(nested, xy, [pair, squareOfSum, pair]).results).toHaveLength(1);
  });
});
