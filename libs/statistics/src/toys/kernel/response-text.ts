import type { Formula, KernelText } from '@darkreach/kernels';
import { productOf, range, sumOf } from './expression-text.js';
import { bendByCode0, bendByCode2, bendByCode4p, exponential, factorByCode1, hornerStep } from './kernel-formulas.js';
import type { KernelShape, ResponseShape } from './kernel-shape.js';

/** Names, or '0.0' and '1.0', of a response at the parameters of an evaluation: its value and two derivatives. */
interface ResponseNames {
  readonly parameter: number;
  readonly value: string;
  readonly slope: string;
  readonly curvature: string;
}

const FORMULAS: Readonly<Record<Exclude<ResponseShape['kind'], 'linear' | 'code4'>, Formula>> = {
  code0: bendByCode0,
  code2: bendByCode2,
  code4p: bendByCode4p,
  code1: factorByCode1,
};

/** Arguments of response i of this kind, as names of the kernel's numbers. */
export function responseNumbers({ kind }: ResponseShape, i: number): string[] {
  const logarithms = [`high${i}`, `low${i}`];
  if (kind === 'code1') return logarithms;
  return kind === 'code4' ? [...logarithms, ...range(6).map((k) => `c${i}_${k + 1}`)] : [];
}

/** How the rows depend on the parameters, at one point. */
export interface CoefficientText {
  readonly statements: readonly string[];
  /** Coefficient of row j less the one at the true parameters. */
  readonly change: (j: number) => string;
  /** d(coefficient of row j) / d(parameter p), '0.0' where there is none. */
  readonly slope: (j: number, p: number) => string;
  /** Its second derivatives. */
  readonly curvature: (j: number, p: number, q: number) => string;
}

/** Coefficients of all rows at parameters th<p>; `mark` tells the names of one evaluation from those of another. */
export function coefficientText(text: KernelText, { responses, rows }: KernelShape, mark: string): CoefficientText {
  const evaluated = responses.map((response, i) => responseText(text, response, i, mark));
  const names = evaluated.map((one) => one.names);
  const factorsOf = (j: number): ResponseNames[] => rows[j]!.responses.map((i) => names[i]!);
  const others = (j: number, without: readonly number[]): string[] =>
    factorsOf(j).flatMap(({ value }, k) => (without.includes(k) ? [] : [value]));
  const first = (j: number, p: number): string[] =>
    factorsOf(j).flatMap(({ parameter, slope }, k) => (parameter === p ? [productOf([slope, ...others(j, [k])])] : []));
  const second = (j: number, p: number, q: number): string[] =>
    factorsOf(j).flatMap((one, k) =>
      one.parameter !== p
        ? []
        : factorsOf(j).flatMap((two, l) => {
            if (two.parameter !== q) return [];
            if (k === l) return [productOf([one.curvature, ...others(j, [k])])];
            return [productOf([one.slope, two.slope, ...others(j, [k, l])])];
          }),
    );
  const known = new Map<string, string>();
  const statements = evaluated.flatMap((one) => one.statements);
  const named = (name: string, terms: readonly string[]): string => {
    const nonzero = terms.filter((term) => term !== '0.0');
    if (nonzero.length === 0) return '0.0';
    if (nonzero.length === 1 && /^[\w.]+$/.test(nonzero[0]!)) return nonzero[0]!;
    statements.push(text.float(name, sumOf(nonzero)));
    return name;
  };
  const P = range(rows.length === 0 ? 0 : 1 + Math.max(...responses.map(({ parameter }) => parameter)));
  rows.forEach((_, j) => {
    statements.push(text.float(`change${mark}${j}`, `${productOf(others(j, []))} - at${j}`));
    for (const p of P) known.set(`${j} ${p}`, named(`slope${mark}${j}_${p}`, first(j, p)));
  });
  return {
    statements,
    change: (j) => `change${mark}${j}`,
    slope: (j, p) => known.get(`${j} ${p}`) ?? '0.0',
    curvature: (j, p, q) => sumOf(second(j, p, q).filter((term) => term !== '0.0')),
  };
}

function responseText(
  text: KernelText,
  shape: ResponseShape,
  i: number,
  mark: string,
): { readonly names: ResponseNames; readonly statements: readonly string[] } {
  const { kind, parameter } = shape;
  const theta = `th${parameter}`;
  if (kind === 'linear') {
    return { names: { parameter, value: theta, slope: '1.0', curvature: '0.0' }, statements: [] };
  }
  const results = ['f', 'df', 'ddf'].map((name) => `${name}${mark}${i}`);
  const names = {
    parameter,
    value: results[0]!,
    slope: results[1]!,
    curvature: kind === 'code0' ? '0.0' : results[2]!,
  };
  if (kind === 'code4') return { names, statements: code4Statements(text, theta, i, mark) };
  return {
    names,
    statements: [text.inline(results, FORMULAS[kind], [theta, ...responseNumbers(shape, i)], [exponential])],
  };
}

/** Code 4: exponentials outside of -1 and 1, inside a polynomial of sixth degree (see `factorOf`). */
function code4Statements(text: KernelText, theta: string, i: number, mark: string): string[] {
  const at = `${mark}${i}`;
  const lines = [
    text.inline([`far${at}`, `dfar${at}`, `ddfar${at}`], factorByCode1, [theta, `high${i}`, `low${i}`], [exponential]),
    text.float(`inner${at}_0`, `Math.min(Math.max(${theta}, -1.0), 1.0)`),
  ];
  let last = [`c${i}_6`, '0.0', '0.0'];
  for (const k of [5, 4, 3, 2, 1, 0]) {
    const next = ['hv', 'hs', 'hh'].map((name) => `${name}${at}_${k}`);
    const coefficient = k === 0 ? '1.0' : `c${i}_${k}`;
    lines.push(text.inline(next, hornerStep, [`inner${at}_0`, ...last, coefficient]));
    last = next;
  }
  const [value, slope, half] = last;
  return [
    ...lines,
    text.float(`near${at}`, `Math.abs(${theta}) < 1.0 ? 1.0 : 0.0`),
    text.float(`f${at}`, `near${at} > 0.5 ? ${value} : far${at}`),
    text.float(`df${at}`, `near${at} > 0.5 ? ${slope} : dfar${at}`),
    text.float(`ddf${at}`, `near${at} > 0.5 ? 2.0 * ${half} : ddfar${at}`),
  ];
}
