import type { Formula, KernelText, MapKernelSource } from '@darkreach/kernels';
import { logarithmByRoots } from '../logarithm-by-roots.js';
import { drawStatements, TABLES } from './draw-text.js';
import { groupsOf, range } from './expression-text.js';
import { NOT_CONVERGED } from './fit-kernel.js';
import { logarithmByThreeRoots, logOnePlus, logOnePlusSmall, twiceAtanh } from './kernel-formulas.js';
import { shapeId, type KernelShape } from './kernel-shape.js';
import { LEAST_RATE } from './sum-text.js';
import { ratioNumbers, ratioStatements } from './ratio-text.js';

const MOST_STEPS = 40;
/** Step times derivative of -ln L at which a fit ends: that step is still taken, and makes it about its square. */
const EDM = '1e-3';
/** Bins of one section of a Newton step, and of the value. */
const BINS_OF_A_STEP = 10;
const BINS_OF_A_VALUE = 2;

/**
 * The kernel of one toy when the background is known and mu is the only parameter: lambda_b = rate_b + (mu - mu_0) s_b. The
 * conditional value is linear in the counts. The free fit is a Newton iteration on 1 / T(mu) = 1 / S, with
 * T = sum n_b s_b / lambda_b and S = sum s_b: 1 / T rises and is concave, so from anywhere the steps come to the root from
 * one side, and for one bin the first is exact. Results as those of `fitKernel`.
 */
export function knownBackgroundKernel(shape: KernelShape, threads: number): MapKernelSource {
  return {
    id: `known background, ${shapeId(shape)} ${threads}`,
    threads,
    parameters: knownBackgroundNumbers(shape),
    arrays: [TABLES],
    body: (text) =>
      [
        ...drawStatements(text, shape),
        text.float('conditional', '0.0'),
        text.float('unconditional', '0.0'),
        text.float('mu', 'start'),
        '  if (begin < 0.5) {',
        ...conditionalStatements(text, shape),
        '  }',
        '  if (end > 1.5) {',
        ...stepStatements(text, shape),
        ...valueStatements(text, shape),
        `  unconditional = edm <= ${EDM} ? half : ${NOT_CONVERGED};`,
        '  }',
        ...ratioStatements(text, shape, shape.large ? undefined : (b) => `(n${b} - ${text.parameter(`rate${b}`)})`),
        '  return [conditional, unconditional, mu, other];',
      ].join('\n'),
  };
}

/** Names of the numbers of the kernel. */
function knownBackgroundNumbers(shape: KernelShape): string[] {
  const perBin = shape.large ? ['rate', 'recip', 'start', 'large'] : ['rate', 'twice', 'recip', 'base', 'start'];
  return [
    ...['begin', 'end', 'start', 'truth0', 'lower0', 'upper0', 'signal', 'toHeld'],
    ...range(shape.bins).flatMap((b) => [...perBin, 'row0_', 'toHeld'].map((name) => `${name}${b}`)),
    ...sectionsOf(shape).flatMap((_, g) => [`wide${g}`, `wider${g}`]),
    ...ratioNumbers(shape),
  ];
}

/** Bins that share a section of the value. */
function sectionsOf({ bins }: KernelShape): number[][] {
  return groupsOf(range(bins), BINS_OF_A_VALUE);
}

function conditionalStatements(text: KernelText, { bins, large }: KernelShape): string[] {
  return [
    '  conditional = toHeld;',
    ...groupsOf(range(bins), 8).map((group) =>
      text.section([
        `  conditional = conditional - (${group.map((b) => `${large ? 'r' : 'n'}${b} * ${text.parameter(`toHeld${b}`)}`).join(' + ')});`,
      ]),
    ),
  ];
}

function stepStatements(text: KernelText, shape: KernelShape): string[] {
  return [
    text.float('edm', '1.0'),
    text.float('turn', '0.0'),
    `  while (edm > ${EDM} && turn < ${MOST_STEPS}.0) {`,
    '  turn = turn + 1.0;',
    text.float('above', shape.large ? '0.0' : '-signal'),
    text.float('bend', '0.0'),
    ...(shape.large ? [text.float('change', 'mu - truth0')] : []),
    ...groupsOf(range(shape.bins), BINS_OF_A_STEP).map((group) => text.section(sumStatements(text, shape, group))),
    // Where nearly nothing was seen under the signal T is lost beside S, and the root is below all mu.
    text.float('least', 'bend > 1e-30 ? bend : 1e-30'),
    text.float('wish', 'above + signal > 1e-5 * signal ? mu + above * (above + signal) / (signal * least) : lower0'),
    text.float('floored', 'wish > lower0 ? wish : lower0'),
    text.float('moved', 'floored < upper0 ? floored : upper0'),
    '  edm = Math.abs(above * (moved - mu));',
    '  mu = moved;',
    '  }',
  ];
}

/** Adds bins to `above` = T - S and to `bend`, the second derivative of -ln L. */
function sumStatements(text: KernelText, { large }: KernelShape, bins: readonly number[]): string[] {
  if (large) {
    // Above some hundred events n / lambda has no digits left for the difference from 1.
    return [
      ...bins.flatMap((b) => [
        text.float(`d${b}`, `change * row0_${b}`),
        text.float(`lambda${b}`, `rate${b} + d${b}`),
        text.float(`t${b}`, `row0_${b} / (lambda${b} > ${LEAST_RATE} ? lambda${b} : ${LEAST_RATE})`),
      ]),
      `  above = above + (${bins.map((b) => `(r${b} - d${b}) * t${b}`).join(' + ')});`,
      `  bend = bend + (${bins.map((b) => `n${b} * t${b} * t${b}`).join(' + ')});`,
    ];
  }
  return [
    ...bins.flatMap((b) => [
      text.float(`t${b}`, `row0_${b} / (base${b} + mu * row0_${b})`),
      text.float(`seen${b}`, `n${b} * t${b}`),
    ]),
    `  above = above + (${bins.map((b) => `seen${b}`).join(' + ')});`,
    `  bend = bend + (${bins.map((b) => `seen${b} * t${b}`).join(' + ')});`,
  ];
}

/** -ln L relative to the truth. Bins whose rate cannot leave the range of the series need no, or few, roots. */
function valueStatements(text: KernelText, shape: KernelShape): string[] {
  return [
    text.float('shift', 'mu - truth0'),
    text.float('half', shape.large ? '0.0' : 'shift * signal'),
    ...sectionsOf(shape).flatMap((bins, g) => [
      `  if (${text.parameter(`wide${g}`)} > 0.5) {`,
      ...(shape.large
        ? excessStatements(text, bins, 'w')
        : [
            `  if (${text.parameter(`wider${g}`)} > 0.5) {`,
            ...logarithmStatements(text, bins, 'v', logarithmByRoots),
            '  } else {',
            ...logarithmStatements(text, bins, 'w', logarithmByThreeRoots),
            '  }',
          ]),
      '  } else {',
      ...(shape.large ? excessStatements(text, bins, 's') : seriesStatements(text, bins)),
      '  }',
    ]),
  ];
}

/** Sum of rate (x - ln(1 + x)) - r ln(1 + x), x = d / rate: no difference of large numbers. */
function excessStatements(text: KernelText, bins: readonly number[], mark: 's' | 'w'): string[] {
  const formula = mark === 'w' ? logOnePlus : logOnePlusSmall;
  return [
    ...bins.flatMap((b) => [
      text.float(`x${mark}${b}`, `shift * row0_${b} * ${text.parameter(`recip${b}`)}`),
      text.inline([`log${mark}${b}`, `over${mark}${b}`], formula, [`x${mark}${b}`], [logarithmByRoots]),
    ]),
    `  half = half + (${bins.map((b) => `rate${b} * over${mark}${b} - r${b} * log${mark}${b}`).join(' + ')});`,
  ];
}

/** The sum of d stands before; left is that of -n ln(lambda / rate). */
function logarithmStatements(text: KernelText, bins: readonly number[], mark: string, logarithm: Formula): string[] {
  return [
    ...bins.flatMap((b) => [
      text.float(`ratio${mark}${b}`, `(base${b} + mu * row0_${b}) * ${text.parameter(`recip${b}`)}`),
      text.inline([`log${mark}${b}`], logarithm, [`ratio${mark}${b}`]),
    ]),
    `  half = half - (${bins.map((b) => `n${b} * log${mark}${b}`).join(' + ')});`,
  ];
}

/** The same by the series of 2 atanh z, z = d / (2 rate + d). */
function seriesStatements(text: KernelText, bins: readonly number[]): string[] {
  return [
    ...bins.flatMap((b) => [
      text.float(`dz${b}`, `shift * row0_${b}`),
      text.float(`z${b}`, `dz${b} / (${text.parameter(`twice${b}`)} + dz${b})`),
      text.inline([`logz${b}`], twiceAtanh, [`z${b}`]),
    ]),
    `  half = half - (${bins.map((b) => `n${b} * logz${b}`).join(' + ')});`,
  ];
}

/** Which sections of the value need which logarithm when mu is between the ends. */
export function wideSections(shape: KernelShape, numbers: Readonly<Record<string, number>>): Record<string, number> {
  const { truth0 = 0, lower0 = 0, upper0 = 0 } = numbers;
  const largest = (bins: readonly number[], of: (change: number) => number): number =>
    Math.max(
      ...bins.flatMap((b) => {
        const relative = numbers[`row0_${b}`]! * numbers[`recip${b}`]!;
        return [of((lower0 - truth0) * relative), of((upper0 - truth0) * relative)];
      }),
    );
  const flags = sectionsOf(shape).flatMap((bins, g) => [
    [`wide${g}`, largest(bins, (x) => Math.abs(x)) < 0.3 ? 0 : 1],
    [`wider${g}`, largest(bins, (x) => Math.abs(Math.log1p(Math.max(x, -1)))) < 2.4 ? 0 : 1],
  ]);
  return Object.fromEntries(flags) as Record<string, number>;
}
