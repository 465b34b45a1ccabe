import type { Formula, KernelText } from '@darkreach/kernels';
import { largerOf, smallerOf, sumOf } from './expression-text.js';
import { normalGamma, poissonGamma, positiveRoot } from './kernel-formulas.js';
import type { KernelShape } from './kernel-shape.js';
import type { CoefficientText } from './response-text.js';

/**
 * Statements that leave, for bin b, how much more it expects than at the truth, d<mark><b>, and with gammas the gamma at its
 * maximum, ga<mark><b>, and what it multiplies, g<mark><b>. Differences from the truth keep their digits where a rate of a
 * million events would lose them in single precision.
 */
export function rateStatements(
  text: KernelText,
  { rows, gammas }: KernelShape,
  { change }: CoefficientText,
  mark: string,
  b: number,
): string[] {
  const at = `${mark}${b}`;
  const changeOf = (carrying: boolean): string =>
    sumOf(rows.flatMap(({ carries }, j) => (carries === carrying ? [`${change(j)} * row${j}_${b}`] : [])));
  if (gammas === 'none') {
    return [text.float(`d${at}`, sumOf(rows.map((_, j) => `${change(j)} * row${j}_${b}`)))];
  }
  return [
    text.float(`dp${at}`, changeOf(false)),
    text.float(`dg${at}`, changeOf(true)),
    text.float(`g${at}`, `scaled${b} + dg${at}`),
    text.float(`p${at}`, `plain${b} + dp${at}`),
    ...gammaStatements(text, gammas, at, b),
    text.float(`floored${at}`, largerOf(`best${at}`, `glower${b}`)),
    text.float(`ga${at}`, smallerOf(`floored${at}`, `gupper${b}`)),
    text.float(`d${at}`, `dp${at} + ga${at} * dg${at} + (ga${at} - gtruth${b}) * scaled${b}`),
  ];
}

function gammaStatements(text: KernelText, gammas: KernelShape['gammas'], at: string, b: number): string[] {
  const inline = (name: string, formula: Formula, aux: string, width: string): string =>
    text.inline([name], formula, [`n${b}`, `g${at}`, `p${at}`, aux, width], [positiveRoot]);
  switch (gammas) {
    case 'none':
      return [];
    case 'normal':
      return [inline(`best${at}`, normalGamma, `a${b}`, `gsigma${b}`)];
    case 'poisson':
      return [inline(`best${at}`, poissonGamma, `m${b}`, `gtau${b}`)];
    case 'both':
      return [
        inline(`bn${at}`, normalGamma, `a${b}`, `gsigma${b}`),
        inline(`bp${at}`, poissonGamma, `m${b}`, `gtau${b}`),
        text.float(`best${at}`, `gsigma${b} > 0.0 ? bn${at} : bp${at}`),
      ];
  }
}
