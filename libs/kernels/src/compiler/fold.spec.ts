import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { name, number, type BinaryOperator, type Expression } from './expression.js';
import { fold } from './fold.js';

const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});
const choose = (test: Expression): Expression => ({ kind: 'conditional', test, yes: name('yes'), no: name('no') });
const x = name('x');

describe('fold', () => {
  it('evaluates constants exactly as double precision does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const folded = (operator: BinaryOperator): Expression => fold(binary(operator, number(a), number(b)));
        expect(folded('+')).toEqual(number(a + b));
        expect(folded('-')).toEqual(number(a - b));
        expect(folded('*')).toEqual(number(a * b));
        expect(folded('/')).toEqual(number(a / b));
        expect(fold({ kind: 'unary', operator: '-', operand: number(a) })).toEqual(number(-a));
        expect(fold(choose(binary('<=', number(a), number(b))))).toEqual(a <= b ? name('yes') : name('no'));
      }),
    );
  });

  it('evaluates Math on numbers, and only on numbers', () => {
    const call = (...values: Expression[]): Expression => ({ kind: 'call', callee: 'Math.atan2', values });
    expect(fold(call(number(1), number(-2)))).toEqual(number(Math.atan2(1, -2)));
    expect(fold(call(number(1), x))).toEqual(call(number(1), x));
  });

  it('leaves out neutral terms and factors', () => {
    expect(fold(binary('*', x, number(1)))).toEqual(x);
    expect(fold(binary('+', number(0), x))).toEqual(x);
    expect(fold(binary('-', x, number(0)))).toEqual(x);
    expect(fold(binary('*', number(0), x))).toEqual(number(0));
    expect(fold(binary('/', number(0), x))).toEqual(number(0));
    expect(fold(binary('-', number(0), x))).toEqual(binary('-', number(0), x));
  });

  it('makes a product of a division by a constant', () => {
    expect(fold(binary('/', x, number(8)))).toEqual(binary('*', x, number(0.125)));
  });

  it('knows && and || from one side when that side decides', () => {
    const yes = binary('<', number(1), number(2));
    const open = binary('<', x, number(2));
    const not: Expression = { kind: 'unary', operator: '!', operand: yes };
    expect(fold(choose(binary('||', open, yes)))).toEqual(name('yes'));
    expect(fold(choose(binary('&&', not, open)))).toEqual(name('no'));
    expect(fold(choose(binary('&&', yes, yes)))).toEqual(name('yes'));
  });

  it('drops the side of && and || that does not decide', () => {
    const yes = binary('<', number(1), number(2));
    const open = binary('<', x, number(2));
    const not: Expression = { kind: 'unary', operator: '!', operand: yes };
    expect(fold(choose(binary('&&', yes, open)))).toEqual(choose(open));
    expect(fold(choose(binary('||', binary('||', not, open), not)))).toEqual(choose(open));
    expect(fold(choose(binary('&&', open, open)))).toEqual(choose(binary('&&', open, open)));
  });
});
