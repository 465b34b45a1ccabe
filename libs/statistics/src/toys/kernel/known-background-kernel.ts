import type { KernelText, MapKernelSource } from '@darkreach/kernels';
import { logarithmByRoots } from '../logarithm-by-roots.js';
import { drawStatements, TABLES } from './draw-text.js';
import { groupsOf, range } from './expression-text.js';
import { NOT_CONVERGED } from './fit-kernel.js';
import { logOnePlus, logOnePlusSmall } from './kernel-formulas.js';
import { shapeId, type KernelShape } from './kernel-shape.js';
import { LEAST_RATE } from './sum-text.js';
import { ratioNumbers, ratioStatements } from './ratio-text.js';

const MOST_STEPS = 40;
/** Step times derivative of -ln L at which a fit ends; that step is still taken. */
const EDM = '1e-5';
/** Bins of one section of a Newton step, and of the value. */
const BINS_OF_A_STEP = 4;
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
        ...ratioStatements(text, shape),
        '  return [conditional, unconditional, mu, other];',
      ].join('\n'),
  };
}

/** Names of the numbers of the kernel. */
function knownBackgroundNumbers(shape: KernelShape): string[] {
  return [
    ...['begin', 'end', 'start', 'truth0', 'lower0', 'upper0', 'signal', 'toHeld'],
    ...range(shape.bins).flatMap((b) => [
      ...['rate', 'recip', 'start', 'row0_', 'toHeld'].map((name) => `${name}${b}`),
      ...(shape.large ? [`large${b}`] : []),
    ]),
    ...groupsOf(range(shape.bins), BINS_OF_A_VALUE).map((_, g) => `wide${g}`),
    ...ratioNumbers(shape),
  ];
}

function conditionalStatements(text: KernelText, { bins }: KernelShape): string[] {
  return [
    '  conditional = toHeld;',
    ...groupsOf(range(bins), 8).map((group) =>
      text.section([`  conditional = conditional - (${group.map((b) => `r${b} * toHeld${b}`).join(' + ')});`]),
    ),
  ];
}

function stepStatements(text: KernelText, { bins }: KernelShape): string[] {
  const perBin = (b: number): string[] => [
    text.float(`d${b}`, `change * row0_${b}`),
    text.float(`t${b}`, `row0_${b} / Math.max(rate${b} + d${b}, ${LEAST_RATE})`),
  ];
  return [
    text.float('edm', '1.0'),
    text.float('turn', '0.0'),
    `  while (edm > ${EDM} && turn < ${MOST_STEPS}.0) {`,
    '  turn = turn + 1.0;',
    text.float('change', 'mu - truth0'),
    text.float('above', '0.0'),
    text.float('bend', '0.0'),
    ...groupsOf(range(bins), BINS_OF_A_STEP).map((group) =>
      text.section([
        ...group.flatMap(perBin),
        `  above = above + (${group.map((b) => `(r${b} - d${b}) * t${b}`).join(' + ')});`,
        `  bend = bend + (${group.map((b) => `n${b} * t${b} * t${b}`).join(' + ')});`,
      ]),
    ),
    // Where nearly nothing was seen under the signal T is lost beside S, and the root is below all mu.
    text.float('step', 'above * (above + signal) / (signal * Math.max(bend, 1e-30))'),
    text.float('wish', 'above + signal > 1e-5 * signal ? mu + step : lower0'),
    text.float('moved', 'Math.min(Math.max(wish, lower0), upper0)'),
    '  edm = Math.abs(above * (moved - mu));',
    '  mu = moved;',
    '  }',
  ];
}

/** Bins whose rate cannot leave the range of the series need no logarithm. */
function valueStatements(text: KernelText, { bins }: KernelShape): string[] {
  return [
    text.float('shift', 'mu - truth0'),
    text.float('half', '0.0'),
    ...groupsOf(range(bins), BINS_OF_A_VALUE).flatMap((group, g) => {
      const lines = (mark: string): string[] => [
        ...group.flatMap((b) => [
          text.float(`x${mark}${b}`, `shift * row0_${b} * recip${b}`),
          mark === 'w'
            ? text.inline([`log${mark}${b}`, `over${mark}${b}`], logOnePlus, [`x${mark}${b}`], [logarithmByRoots])
            : text.inline([`log${mark}${b}`, `over${mark}${b}`], logOnePlusSmall, [`x${mark}${b}`]),
        ]),
        `  half = half + (${group.map((b) => `rate${b} * over${mark}${b} - r${b} * log${mark}${b}`).join(' + ')});`,
      ];
      return [`  if (wide${g} > 0.5) {`, ...lines('w'), '  } else {', ...lines('n'), '  }'];
    }),
  ];
}

/** Which sections of the value need a logarithm when mu is between the ends. */
export function wideSections({ bins }: KernelShape, numbers: Readonly<Record<string, number>>): Record<string, number> {
  const { truth0 = 0, lower0 = 0, upper0 = 0 } = numbers;
  const reach = Math.max(Math.abs(lower0 - truth0), Math.abs(upper0 - truth0));
  return Object.fromEntries(
    groupsOf(range(bins), BINS_OF_A_VALUE).map((group, g) => [
      `wide${g}`,
      group.some((b) => Math.abs(reach * numbers[`row0_${b}`]! * numbers[`recip${b}`]!) >= 0.3) ? 1 : 0,
    ]),
  );
}
