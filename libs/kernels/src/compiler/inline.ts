import { FormulaError } from '../errors.js';
import type { Formula } from '../formula.js';
import {
  mapOperands,
  name as nameOf,
  namesIn,
  type Assignment,
  type Expression,
  type StraightLine,
} from './expression.js';
import { fold } from './fold.js';
import { parseFormula } from './parse-formula.js';
import { rangeOf, rangeOfIntrinsic, type Range, type Ranges } from './range.js';

/** Replaces a function of Math by a formula, for backends on which the native one is slow. */
export type Lowering = Readonly<Record<string, Formula>>;

export interface InlineOptions {
  readonly lowering?: Lowering;
  /** Put before every name. */
  readonly prefix?: string;
  /** Bounds of the names in `values`, where there are any. */
  readonly ranges?: Ranges;
  /** The named inputs of the kernel; the record itself is given to a formula as `INPUTS`. */
  readonly inputs?: ReadonlyMap<string, Expression>;
}

/** Stands for the whole record of inputs among the values of a call. */
export const INPUTS: Expression = nameOf('(inputs)');

/** Inlined code, and what is known of its results. */
export interface InlinedFormula extends StraightLine {
  readonly ranges: readonly (Range | undefined)[];
}

/**
 * Inlines a formula and everything that it calls into straight-line code in which every name is unique, constants are
 * folded, and what no result needs is gone.
 * @param values one expression per parameter: a name of the caller, or a number, which is folded in
 * @throws FormulaError when a formula is called that is not in `uses`
 */
export function inlineFormula(
  formula: Formula,
  values: readonly Expression[],
  uses: readonly Formula[],
  options: InlineOptions = {},
): InlinedFormula {
  const inliner = new Inliner(uses, options);
  const results = inliner.call(formula, values);
  const ranges = results.map((result) => rangeOf(result, inliner.ranges));
  return { ...withoutDeadCode({ assignments: inliner.assignments, results }), ranges };
}

class Inliner {
  readonly assignments: Assignment[] = [];
  readonly ranges: Map<string, Range>;
  private readonly formulas: ReadonlyMap<string, Formula>;
  private readonly bySubexpression = new Map<string, Expression>();
  private readonly lowering: Lowering;
  private readonly prefix: string;
  private readonly inputs: ReadonlyMap<string, Expression>;
  private count = 0;

  constructor(
    uses: readonly Formula[],
    { lowering = {}, prefix = '', ranges = new Map(), inputs = new Map() }: InlineOptions,
  ) {
    this.formulas = byName(uses);
    this.lowering = lowering;
    this.prefix = prefix;
    this.inputs = inputs;
    this.ranges = new Map(ranges);
  }

  call(formula: Formula, values: readonly Expression[]): Expression[] {
    const parsed = parseFormula(formula);
    if (parsed.parameters.length !== values.length) {
      throw new FormulaError(parsed.name, `${values.length} values in a call`, `${parsed.parameters.length} values`);
    }
    const scope = new Map(parsed.parameters.map((parameter, i) => [parameter, values[i]!]));
    for (const { tuple, names, value } of parsed.declarations) {
      const members = this.evaluateTuple(value, scope, parsed.name);
      if (tuple !== members.length > 1 || names.length > members.length) {
        throw new FormulaError(
          parsed.name,
          `${names.length} names for ${members.length} members`,
          'one name for a number, [a, b] for a tuple',
        );
      }
      names.forEach((declared, i) => {
        if (declared !== '') scope.set(declared, this.assign(members[i]!, declared));
      });
    }
    return parsed.results.flatMap((result) => this.evaluateTuple(result, scope, parsed.name));
  }

  /** The members of an expression: several for a call of a formula that returns a tuple. */
  private evaluateTuple(expression: Expression, scope: ReadonlyMap<string, Expression>, formula: string): Expression[] {
    if (expression.kind !== 'call') return [this.evaluate(expression, scope, formula)];
    const values = expression.values.map((value) => this.evaluate(value, scope, formula));
    const callee = this.lowering[expression.callee] ?? this.formulas.get(expression.callee);
    if (expression.callee.startsWith('Math.') && (!callee || values.every((value) => value.kind === 'number'))) {
      return [fold({ kind: 'call', callee: expression.callee, values }, this.ranges)];
    }
    if (!callee)
      throw new FormulaError(formula, `a call of ${expression.callee}`, 'calls of formulas listed in `uses`');
    const named = values.map((value) => this.assign(value, 'x'));
    const results = this.call(callee, named);
    return expression.callee.startsWith('Math.') ? [this.bounded(expression.callee, named, results[0]!)] : results;
  }

  /** The result of a polynomial with the range of the function that it stands for, which is narrower than its own. */
  private bounded(callee: string, values: readonly Expression[], result: Expression): Expression {
    const named = this.assign(result, 'f');
    const range = rangeOfIntrinsic(
      callee,
      values.map((value) => rangeOf(value, this.ranges)),
    );
    if (range && named.kind === 'name') this.ranges.set(named.name, range);
    return named;
  }

  private evaluate(expression: Expression, scope: ReadonlyMap<string, Expression>, formula: string): Expression {
    if (expression.kind === 'name') {
      return scope.get(expression.name) ?? this.input(expression.name, scope, formula);
    }
    if (expression.kind === 'call') {
      const members = this.evaluateTuple(expression, scope, formula);
      if (members.length !== 1) {
        throw new FormulaError(
          formula,
          `a tuple from ${expression.callee} inside an expression`,
          'a tuple taken apart by const [a, b] = ...',
        );
      }
      return members[0]!;
    }
    return fold(
      mapOperands(expression, (operand) => this.evaluate(operand, scope, formula)),
      this.ranges,
    );
  }

  /** The member of the record of inputs that a dotted name stands for. */
  private input(text: string, scope: ReadonlyMap<string, Expression>, formula: string): Expression {
    const [record = '', member = ''] = text.split('.');
    const value = scope.get(record) === INPUTS ? this.inputs.get(member) : undefined;
    if (!value) throw new FormulaError(formula, `the name ${text}`, 'parameters, inputs, and names declared before');
    return value;
  }

  /** Gives a compound expression a name of its own, the same name for the same expression. */
  private assign(value: Expression, declared: string): Expression {
    if (value.kind === 'number' || value.kind === 'name' || isCondition(value)) return value;
    const key = JSON.stringify(value);
    const known = this.bySubexpression.get(key);
    if (known) return known;
    const text = `${this.prefix}${declared}_${this.count++}`;
    const unique = nameOf(text);
    const range = rangeOf(value, this.ranges);
    if (range) this.ranges.set(text, range);
    this.assignments.push({ name: text, value });
    this.bySubexpression.set(key, unique);
    return unique;
  }
}

function byName(uses: readonly Formula[]): ReadonlyMap<string, Formula> {
  const formulas = new Map<string, Formula>();
  for (const formula of uses) {
    const known = formulas.get(formula.name) ?? formula;
    if (known !== formula) throw new FormulaError(formula.name, 'two formulas of this name', 'one formula of a name');
    formulas.set(formula.name, formula);
  }
  return formulas;
}

/** A truth value: backends disagree on how to store one, so it stays where it is used. */
function isCondition(value: Expression): boolean {
  if (value.kind === 'unary') return value.operator === '!';
  return value.kind === 'binary' && !['+', '-', '*', '/'].includes(value.operator);
}

function withoutDeadCode({ assignments, results }: StraightLine): StraightLine {
  const needed = new Set<string>();
  results.forEach((result) => namesIn(result, needed));
  const kept: Assignment[] = [];
  for (const assignment of [...assignments].reverse()) {
    if (!needed.has(assignment.name)) continue;
    namesIn(assignment.value, needed);
    kept.push(assignment);
  }
  return { assignments: kept.reverse(), results };
}
