/**
 * A formula: a plain function of numbers that is written once and used twice. As it stands it runs in double precision
 * and is the reference; the kernel compiler parses the same function and inlines it into a gpu.js kernel.
 *
 * The body holds only `const` declarations (of one name, or of the first members of a tuple that another formula returns;
 * a hole leaves one out) and one final `return` of a number or a tuple. Conditions are ternaries. Allowed are + - * /, comparisons, && || !, the
 * functions of `Math` listed in `compiler/intrinsics.ts`, literals, and calls of other formulas. There are no loops, no
 * closures over variables, no default values, no array access. The last parameter may be the record of named inputs of a
 * kernel: its members are read (`input.sqrtS`), and it is handed on whole to other formulas. Names need not be unique, but two formulas of a
 * kernel may not have the same name.
 */
export type Formula = { formula(...values: FormulaValue[]): number | readonly number[] }['formula'];

/** Named inputs of a kernel. */
export type FormulaInputs = Readonly<Record<string, number>>;

type FormulaValue = number | FormulaInputs;
