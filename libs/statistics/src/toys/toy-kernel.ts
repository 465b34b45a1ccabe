import type { KernelText, MapKernelSource } from '@darkreach/kernels';
import { exponential, gammaAtMaximum, likelihoodRatio, residualAndWeight } from './kernel-formulas.js';
import { drawStatements } from './toy-kernel-draws.js';
import { solveStatements } from './toy-kernel-solve.js';
import { shapeId, type ToyKernelShape } from './toy-kernel-shape.js';

/** Newton iterations of one fit before a toy is given to the host. */
const MAXIMUM_ITERATIONS = 30;

/**
 * The kernel of one toy: draws, conditional fit, free fit with the signal in [0, tested], q~. Two fits share one loop:
 * phase 0 is conditional, 1 free, 2 done. It returns q, or -1 where a fit did not converge. Gradient and Hessian are
 * summed over the sources (signal and background groups) and turned into those of the parameters after the bins.
 */
export function toyKernel(shape: ToyKernelShape, threads: number): MapKernelSource {
  return {
    id: `${shapeId(shape)}-t${threads}`,
    threads,
    parameters: toyKernelParameters(shape),
    body: (text) =>
      [...drawStatements(text, shape), ...fitStatements(text, shape), ...ratioStatements(text, shape)].join('\n'),
  };
}

/** Names of the parameters: test, t, prior; r<source>_<nuisance>; and for each bin its rate, exp(-rate), shape and yields. */
export function toyKernelParameters({ bins, nuisances, groups, gammas }: ToyKernelShape): string[] {
  const sources = range(groups.length + 1);
  return [
    'test',
    ...range(nuisances).flatMap((k) => [`t${k}`, `prior${k}`, ...sources.map((j) => `r${j}_${k}`)]),
    ...range(bins).flatMap((b) => [`l${b}`, `e${b}`, `f${b}`, ...groups.map((_, g) => `y${b}_${g}`)]),
    ...(gammas ? range(bins).flatMap((b) => [`sg${b}`, `tg${b}`]) : []),
  ];
}

function fitStatements(text: KernelText, shape: ToyKernelShape): string[] {
  const { nuisances, groups } = shape;
  const sources = groups.length + 1;
  const K = range(nuisances);
  const entries = range(sources).flatMap((i) => range(i + 1).map((j) => `m${i}_${j}`));
  const sums = [...range(sources).map((j) => `v${'s'}${j}`), ...entries];
  return [
    text.float('nu', 'test'),
    ...K.flatMap((k) => [text.float(`th${k}`, `t${k}`), text.float(`thc${k}`, `t${k}`)]),
    ...['phase', 'turn', 'fitted'].map((name) => text.float(name, '0.0')),
    ...sums.map((name) => text.float(name, '0.0')),
    `  while (phase < 1.5 && turn < ${MAXIMUM_ITERATIONS}.0) {`,
    '  turn = turn + 1.0;',
    text.float('soft', 'turn < 2.5 ? 0.5 : 0.0'),
    ...scaleStatements(text, shape, 'fit', 'nu', (k) => `th${k}`),
    ...sums.map((name) => `  ${name} = 0.0;`),
    ...range(shape.bins).flatMap((b) => binStatements(text, shape, b)),
    ...solveStatements(text, shape),
    ...advanceStatements(text, shape),
    '  }',
  ];
}

/** exp(r . theta) of every source: <tag>s0 ..., and the signal events in `<tag>nu`. */
function scaleStatements(
  text: KernelText,
  { nuisances, groups }: ToyKernelShape,
  tag: string,
  nu: string,
  theta: (k: number) => string,
): string[] {
  const scales = range(groups.length + 1).map((j) => {
    const exponent = range(nuisances)
      .map((k) => `r${j}_${k} * ${theta(k)}`)
      .join(' + ');
    if (nuisances === 0) return text.float(`${tag}s${j}`, '1.0');
    return [text.float(`${tag}x${j}`, exponent), text.inline([`${tag}s${j}`], exponential, [`${tag}x${j}`])].join('\n');
  });
  return [...scales, text.float(`${tag}nu`, `${nu} * ${tag}s0`)];
}

/** Expectation of bin b: <tag>c (without gamma), <tag>g (what gamma multiplies), <tag>ga (gamma-hat), <tag>la (lambda). */
function rateStatements(text: KernelText, { groups, gammas }: ToyKernelShape, tag: string, b: number): string[] {
  const at = (name: string): string => `${tag}${name}${b}`;
  const sum = (carrying: boolean): string =>
    groups.flatMap((carries, g) => (carries === carrying ? [`${tag}s${g + 1} * y${b}_${g}`] : [])).join(' + ');
  const plain = [`${tag}nu * f${b}`, sum(false)].filter(Boolean).join(' + ');
  if (!gammas) return [text.float(at('la'), plain)];
  return [
    text.float(at('c'), plain),
    text.float(at('g'), sum(true) || '0.0'),
    text.inline([at('ga')], gammaAtMaximum, [`n${b}`, at('g'), at('c'), `a${b}`, `sg${b}`]),
    text.float(at('la'), `${at('c')} + ${at('ga')} * ${at('g')}`),
  ];
}

/** Adds bin b to the sums vs<source> = sum (1 - n/lambda) S and m<i>_<j> = sum w S_i S_j. */
function binStatements(text: KernelText, shape: ToyKernelShape, b: number): string[] {
  const spread = shape.gammas ? text.float(`spread${b}`, `sg${b} * fitg${b}`) : '';
  const source = (j: number): string => {
    if (j === 0) return `fits0 * f${b}`;
    return `fits${j} * y${b}_${j - 1}${shape.groups[j - 1] ? ` * fitga${b}` : ''}`;
  };
  const sources = range(shape.groups.length + 1);
  return [
    ...rateStatements(text, shape, 'fit', b),
    spread,
    text.inline([`re${b}`, `we${b}`], residualAndWeight, [
      `n${b}`,
      `fitla${b}`,
      shape.gammas ? `spread${b}` : 0,
      'soft',
    ]),
    ...sources.map((j) => text.float(`so${b}_${j}`, source(j))),
    ...sources.map((j) => `  vs${j} = vs${j} + re${b} * so${b}_${j};`),
    ...sources.flatMap((i) => [
      text.float(`ws${b}_${i}`, `we${b} * so${b}_${i}`),
      ...range(i + 1).map((j) => `  m${i}_${j} = m${i}_${j} + ws${b}_${i} * so${b}_${j};`),
    ]),
  ];
}

/** Applies the step and moves on to the next phase where the distance to the minimum is small enough. */
function advanceStatements(text: KernelText, { nuisances }: ToyKernelShape): string[] {
  const K = range(nuisances);
  return [
    text.float('done', 'edm < 1e-5 ? 1.0 : 0.0'),
    text.float('moved', 'Math.min(Math.max(nu - step0, 0.0), test)'),
    '  nu = phase < 0.5 ? nu : moved;',
    ...K.map((k) => `  th${k} = th${k} - Math.min(Math.max(step${k + 1}, -1.5), 1.5);`),
    ...K.map((k) => `  thc${k} = phase < 0.5 ? th${k} : thc${k};`),
    '  turn = done > 0.5 ? 0.0 : turn;',
    '  phase = phase + done;',
  ];
}

/** q = 2 (-ln L at the conditional fit + ln L at the free fit), bin by bin as a likelihood ratio. */
function ratioStatements(text: KernelText, shape: ToyKernelShape): string[] {
  const K = range(shape.nuisances);
  const lines = [
    ...scaleStatements(text, shape, 'con', 'test', (k) => `thc${k}`),
    ...scaleStatements(text, shape, 'fre', 'nu', (k) => `th${k}`),
    text.float('half', '0.0'),
    ...K.map((k) => `  half = half + prior${k} * 0.5 * (thc${k} - th${k}) * (thc${k} + th${k} - 2.0 * x${k});`),
  ];
  for (const b of range(shape.bins)) {
    lines.push(...rateStatements(text, shape, 'con', b), ...rateStatements(text, shape, 'fre', b));
    lines.push(
      text.inline([`ratio${b}`], likelihoodRatio, [`n${b}`, `conla${b}`, `frela${b}`]),
      `  half = half + ratio${b};`,
    );
    if (!shape.gammas) continue;
    lines.push(text.float(`stiff${b}`, `sg${b} > 0.0 ? 0.5 / (sg${b} * sg${b}) : 0.0`));
    lines.push(`  half = half + stiff${b} * (conga${b} - frega${b}) * (conga${b} + frega${b} - 2.0 * a${b});`);
  }
  return [...lines, text.float('q', 'Math.max(2.0 * half, 0.0)'), '  return phase > 1.5 ? q : -1.0;'];
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
