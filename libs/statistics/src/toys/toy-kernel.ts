import type { KernelText, MapKernelSource } from '@darkreach/kernels';
import { exponential, gammaAtMaximum, gammaFreedom, likelihoodRatio, residualAndWeight } from './kernel-formulas.js';
import { logarithmByRoots } from './logarithm-by-roots.js';
import { drawStatements } from './toy-kernel-draws.js';
import { solveStatements } from './toy-kernel-solve.js';
import { shapeId, type ToyKernelShape } from './toy-kernel-shape.js';

/** Newton iterations of one fit before a toy is given to the host. */
const MAXIMUM_ITERATIONS = 50;
/** Distance to the minimum, in 2 (-ln L), at which a fit ends: q is wrong by no more than this. */
const EDM = '3e-6';

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
function toyKernelParameters({ bins, nuisances, groups, gammas }: ToyKernelShape): string[] {
  const sources = range(groups.length + 1);
  return [
    'test',
    ...range(nuisances).flatMap((k) => [`t${k}`, `prior${k}`, ...sources.map((j) => `r${j}_${k}`)]),
    ...range(bins).flatMap((b) => [`l${b}`, `e${b}`, `f${b}`, ...groups.map((_, g) => `y${b}_${g}`)]),
    ...(gammas ? range(bins).flatMap((b) => [`sg${b}`, `tg${b}`]) : []),
  ];
}

/** Leaves the expectations la<b> and gammas ga<b> of the free fit, cla<b> and cga<b> of the conditional one. */
function fitStatements(text: KernelText, shape: ToyKernelShape): string[] {
  const K = range(shape.nuisances);
  const B = range(shape.bins);
  const sources = range(shape.groups.length + 1);
  const sums = sources.flatMap((i) => [`vs${i}`, ...range(i + 1).map((j) => `m${i}_${j}`)]);
  const perBin = shape.gammas ? ['la', 'ga', 'cla', 'cga'] : ['la', 'cla'];
  return [
    text.float('nu', 'test'),
    ...K.flatMap((k) => [text.float(`th${k}`, `t${k}`), text.float(`thc${k}`, `t${k}`)]),
    ...B.flatMap((b) => perBin.map((name) => text.float(`${name}${b}`, '0.0'))),
    ...['phase', 'turn', ...sums].map((name) => text.float(name, '0.0')),
    `  while (phase < 1.5 && turn < ${MAXIMUM_ITERATIONS}.0) {`,
    '  turn = turn + 1.0;',
    text.float('soft', 'turn < 2.5 || turn > 19.5 ? 0.5 : 0.0'),
    text.float('length', 'turn > 19.5 ? 0.5 : 1.0'),
    ...scaleStatements(text, shape),
    ...sums.map((name) => `  ${name} = 0.0;`),
    ...B.flatMap((b) => [...rateStatements(text, shape, b), ...sumStatements(text, shape, b)]),
    ...solveStatements(text, shape),
    ...advanceStatements(text, shape),
    '  }',
  ];
}

/** s<source> = exp(r . theta), and the signal events `now`. */
function scaleStatements(text: KernelText, { nuisances, groups }: ToyKernelShape): string[] {
  const scales = range(groups.length + 1).flatMap((j) => {
    if (nuisances === 0) return [text.float(`s${j}`, '1.0')];
    const exponent = range(nuisances).map((k) => `r${j}_${k} * th${k}`);
    return [text.float(`exponent${j}`, exponent.join(' + ')), text.inline([`s${j}`], exponential, [`exponent${j}`])];
  });
  return [...scales, text.float('now', 'nu * s0')];
}

/** Expectation of bin b: `plain` without gamma, `scaled` what gamma multiplies, ga = gamma-hat, la = lambda. */
function rateStatements(text: KernelText, { groups, gammas }: ToyKernelShape, b: number): string[] {
  const sum = (carrying: boolean): string[] =>
    groups.flatMap((carries, g) => (carries === carrying ? [`s${g + 1} * y${b}_${g}`] : []));
  const plain = [`now * f${b}`, ...sum(false)].join(' + ');
  const keep = (name: string): string => `  c${name}${b} = phase < 0.5 ? ${name}${b} : c${name}${b};`;
  if (!gammas) return [`  la${b} = ${plain};`, keep('la')];
  return [
    text.float(`plain${b}`, plain),
    text.float(`scaled${b}`, sum(true).join(' + ') || '0.0'),
    text.inline([`best${b}`], gammaAtMaximum, [`n${b}`, `scaled${b}`, `plain${b}`, `a${b}`, `sg${b}`]),
    `  ga${b} = best${b};`,
    `  la${b} = plain${b} + best${b} * scaled${b};`,
    keep('la'),
    keep('ga'),
  ];
}

/**
 * Adds bin b to the sums vs<source> = sum r S and m<i>_<j> = sum (w S_i S_j - U_i U_j / D), S the sources at gamma-hat;
 * see `profiledLikelihood`.
 */
function sumStatements(text: KernelText, { groups, gammas }: ToyKernelShape, b: number): string[] {
  const sources = range(groups.length + 1);
  const unit = (j: number): string => (j === 0 ? `s0 * f${b}` : `s${j} * y${b}_${j - 1}`);
  const source = (j: number): string[] => {
    const carries = j > 0 && groups[j - 1];
    const value = text.float(`so${b}_${j}`, carries ? `(${unit(j)}) * ga${b}` : unit(j));
    if (!gammas) return [value];
    const mixed = carries ? ` + mixed${b} * ${unit(j)}` : '';
    return [
      value,
      text.float(`al${b}_${j}`, `slope${b} * so${b}_${j}${mixed}`),
      text.float(`af${b}_${j}`, `al${b}_${j} * free${b}`),
    ];
  };
  const product = (i: number, j: number): string =>
    `ws${b}_${i} * so${b}_${j}${gammas ? ` - af${b}_${i} * al${b}_${j}` : ''}`;
  return [
    text.inline([`re${b}`, `we${b}`], residualAndWeight, [`n${b}`, `la${b}`, 'soft']),
    ...(gammas
      ? [
          text.inline([`free${b}`], gammaFreedom, [`ga${b}`, `we${b}`, `scaled${b}`, `sg${b}`]),
          text.float(`slope${b}`, `we${b} * scaled${b}`),
          text.float(`mixed${b}`, `soft > 0.0 ? 0.0 : re${b}`),
        ]
      : []),
    ...sources.flatMap((i) => [
      ...source(i),
      `  vs${i} = vs${i} + re${b} * so${b}_${i};`,
      text.float(`ws${b}_${i}`, `we${b} * so${b}_${i}`),
      ...range(i + 1).map((j) => `  m${i}_${j} = m${i}_${j} + ${product(i, j)};`),
    ]),
  ];
}

/** Ends the phase where the distance to the minimum is small enough, else takes the step. */
function advanceStatements(text: KernelText, { nuisances }: ToyKernelShape): string[] {
  const K = range(nuisances);
  return [
    text.float('ended', `edm < ${EDM} ? 1.0 : 0.0`),
    text.float('moved', 'Math.min(Math.max(nu - length * step0, 0.0), test)'),
    '  nu = phase < 0.5 || ended > 0.5 ? nu : moved;',
    ...K.flatMap((k) => [
      `  thc${k} = phase < 0.5 ? th${k} : thc${k};`,
      `  th${k} = ended > 0.5 ? th${k} : th${k} - length * Math.min(Math.max(step${k + 1}, -1.5), 1.5);`,
    ]),
    '  turn = ended > 0.5 ? 0.0 : turn;',
    '  phase = phase + ended;',
  ];
}

/** q = 2 (-ln L at the conditional fit + ln L at the free fit), bin by bin as a likelihood ratio. */
function ratioStatements(text: KernelText, { bins, nuisances, gammas }: ToyKernelShape): string[] {
  const between = (name: string, k: number, measured: string): string =>
    `(c${name}${k} - ${name}${k}) * (c${name}${k} + ${name}${k} - 2.0 * ${measured}${k})`;
  const lines = [text.float('half', '0.0')];
  for (const k of range(nuisances)) {
    lines.push(`  half = half + 0.5 * prior${k} * (thc${k} - th${k}) * (thc${k} + th${k} - 2.0 * x${k});`);
  }
  for (const b of range(bins)) {
    const ratio = text.inline([`ratio${b}`], likelihoodRatio, [`n${b}`, `cla${b}`, `la${b}`], [logarithmByRoots]);
    lines.push(ratio, `  half = half + ratio${b};`);
    if (!gammas) continue;
    lines.push(text.float(`stiff${b}`, `sg${b} > 0.0 ? 0.5 / (sg${b} * sg${b}) : 0.0`));
    lines.push(`  half = half + stiff${b} * ${between('ga', b, 'a')};`);
  }
  return [...lines, text.float('q', 'Math.max(2.0 * half, 0.0)'), '  return phase > 1.5 ? q : -1.0;'];
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
