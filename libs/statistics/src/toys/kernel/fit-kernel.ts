import type { KernelText, MapKernelSource } from '@darkreach/kernels';
import { drawStatements, TABLES } from './draw-text.js';
import { range } from './expression-text.js';
import { shapeId, type KernelShape } from './kernel-shape.js';
import { ratioNumbers, ratioStatements } from './ratio-text.js';
import { coefficientText, responseNumbers } from './response-text.js';
import { solveStatements } from './solve-text.js';
import { sumStatements } from './sum-text.js';
import { valueStatements } from './value-text.js';

/** Newton steps of one fit before a toy is given to the host. */
const MOST_STEPS = 40;
/** First steps of a fit, with the expected information mixed into the Hessian and without second derivatives of rates. */
const SOFT_STEPS = 2;
/** Distance to the minimum, in 2 (-ln L), at which a fit ends; the last step makes it smaller still. */
const EDM = '3e-6';
/** What a kernel returns for a fit that did not converge. */
export const NOT_CONVERGED = 1e30;

/**
 * The kernel of one toy: draws, then in pass 0 the conditional and in pass 1 the free fit (from pass `begin` to before
 * pass `end`). It returns -ln L of both, relative to the true parameters, the free fit's parameter of interest, and
 * ln [ p(toy | other) / p(toy | truth) ].
 */
export function fitKernel(shape: KernelShape, threads: number): MapKernelSource {
  return {
    id: `${shapeId(shape)} ${threads}`,
    threads,
    parameters: fitNumbers(shape),
    arrays: [TABLES],
    body: (text) =>
      [
        ...drawStatements(text, shape),
        ...passStatements(text, shape),
        ...ratioStatements(text, shape),
        '  return [conditional, unconditional, estimate, other];',
      ].join('\n'),
  };
}

function passStatements(text: KernelText, shape: KernelShape): string[] {
  const coefficients = coefficientText(text, shape, '');
  const P = range(shape.parameters.length);
  return [
    ...P.map((p) => text.float(`th${p}`, `truth${p}`)),
    ...['conditional', 'unconditional', 'estimate'].map((name) => text.float(name, '0.0')),
    text.float('pass', 'begin'),
    '  while (pass < end) {',
    '  th0 = pass < 0.5 ? held : start;',
    ...['edm', 'turn'].map((name) => text.float(name, name === 'edm' ? '1.0' : '0.0')),
    `  while (edm > ${EDM} && turn < ${MOST_STEPS}.0) {`,
    '  turn = turn + 1.0;',
    text.float('soft', `turn < ${SOFT_STEPS}.5 ? 0.5 : 0.0`),
    text.float('exact', 'soft > 0.0 ? 0.0 : 1.0'),
    text.float('length', 'turn < 9.5 ? 1.0 : turn < 24.5 ? 0.5 : 0.2'),
    ...coefficients.statements,
    ...sumStatements(text, shape, coefficients),
    ...solveStatements(text, shape, coefficients),
    ...stepStatements(text, shape),
    '  }',
    ...valueStatements(text, shape),
    text.float('outcome', `edm <= ${EDM} ? half : ${NOT_CONVERGED}`),
    '  if (pass < 0.5) { conditional = outcome; }',
    '  if (pass > 0.5) { unconditional = outcome; estimate = th0; }',
    '  pass = pass + 1.0;',
    '  }',
  ];
}

function stepStatements(text: KernelText, { parameters }: KernelShape): string[] {
  return parameters.flatMap(({ longestStep }, p) => {
    const limited = longestStep < 1e20 ? `Math.min(Math.max(step${p}, -${longestStep}), ${longestStep})` : `step${p}`;
    const moved = `Math.min(Math.max(th${p} - length * ${limited}, lower${p}), upper${p})`;
    return [text.float(`moved${p}`, moved), `  th${p} = ${p === 0 ? 'pass < 0.5 ? held : moved0' : `moved${p}`};`];
  });
}

/** Names of the numbers of the kernel. */
function fitNumbers(shape: KernelShape): string[] {
  const { bins, parameters, responses, rows, gammas, large } = shape;
  const normal = gammas === 'normal' || gammas === 'both';
  const poisson = gammas === 'poisson' || gammas === 'both';
  const perBin = (b: number): string[] => [
    ...[`rate${b}`, `recip${b}`, `start${b}`, ...(large ? [`large${b}`] : [])],
    ...rows.map((_, j) => `row${j}_${b}`),
    ...(gammas === 'none'
      ? []
      : ['plain', 'scaled', 'gtruth', 'glower', 'gupper', 'gstream'].map((name) => `${name}${b}`)),
    ...(normal ? [`gsigma${b}`, `gstiff${b}`] : []),
    ...(poisson ? [`gtau${b}`, `grate${b}`, `start_g${b}`, ...(large ? [`large_g${b}`] : [])] : []),
  ];
  return [
    ...['begin', 'end', 'held', 'start'],
    ...range(bins).flatMap(perBin),
    ...parameters.flatMap(({ constrained }, p) => [
      ...['truth', 'lower', 'upper'].map((name) => `${name}${p}`),
      ...(constrained ? ['sigma', 'prior', 'pstream'].map((name) => `${name}${p}`) : []),
    ]),
    ...responses.flatMap(responseNumbers),
    ...rows.map((_, j) => `at${j}`),
    ...ratioNumbers(shape),
  ];
}
