import type { KernelText } from '@darkreach/kernels';
import { groupsOf, largerOf, range, smallerOf } from './expression-text.js';
import type { KernelShape } from './kernel-shape.js';
import { rateStatements } from './rate-text.js';
import type { CoefficientText } from './response-text.js';

/** The least that a bin is taken to expect. */
export const LEAST_RATE = 1e-15;

/**
 * Sums over bins: v<j> = sum (1 - n / lambda) S_j, the derivative of -ln L by the coefficient of row j, and
 * m<j>_<k> = sum (w S_j S_k - U_j U_k / D), the second one; S_j is the row times gamma, and the last term is what is left of
 * the gammas, which are at their maxima (U mixed with gamma, D gamma alone; a Schur complement). `soft` mixes expected
 * information into the observed.
 */
export function sumStatements(text: KernelText, shape: KernelShape, coefficients: CoefficientText): string[] {
  const rows = range(shape.rows.length);
  const sums = rows.flatMap((j) => [`v${j}`, ...range(j + 1).map((k) => `m${j}_${k}`)]);
  const size = Math.max(1, Math.round(BINS_TIMES_ROWS / (rows.length + (shape.gammas === 'none' ? 0 : 3))));
  return [
    ...sums.map((name) => text.float(name, '0.0')),
    ...groupsOf(range(shape.bins), size).map((bins) =>
      text.section([
        ...bins.flatMap((b) => binStatements(text, shape, coefficients, b)),
        ...rows.flatMap((j) => rowSums(shape, bins, j)),
      ]),
    ),
  ];
}

/** Bins of one section times rows: about as many numbers as there are registers. */
const BINS_TIMES_ROWS = 8;

function binStatements(text: KernelText, shape: KernelShape, coefficients: CoefficientText, b: number): string[] {
  const { rows, gammas } = shape;
  const lines = [
    ...rateStatements(text, shape, coefficients, '', b),
    text.float(`lambda${b}`, `rate${b} + d${b}`),
    text.float(`inverse${b}`, `1.0 / ${largerOf(`lambda${b}`, String(LEAST_RATE))}`),
    // 1 without events, to the last digit: next to nothing expected is a difference of rounding errors.
    text.float(`re${b}`, `n${b} > 0.0 ? (d${b} - r${b}) * inverse${b} : 1.0`),
    // Where events were seen and none expected, the expected information leads to lambda = n at once.
    text.float(`times${b}`, `n${b} * inverse${b}`),
    text.float(`seen${b}`, `inverse${b} * (times${b} > 1e4 ? 1.0 : times${b})`),
    text.float(`we${b}`, `seen${b} + soft * (${smallerOf(`inverse${b}`, '3.3333333')} - seen${b})`),
  ];
  if (gammas === 'none') return [...lines, ...rows.map((_, j) => text.float(`ws${b}_${j}`, `we${b} * row${j}_${b}`))];
  const stiffness = {
    normal: `gstiff${b}`,
    poisson: `m${b} / (ga${b} * ga${b})`,
    both: `gstiff${b} + (gsigma${b} > 0.0 ? 0.0 : m${b} / (ga${b} * ga${b}))`,
  }[gammas];
  lines.push(
    text.float(`slope${b}`, `we${b} * g${b}`),
    text.float(`stiff${b}`, `slope${b} * g${b} + ${stiffness}`),
    text.float(`inner${b}`, `ga${b} > glower${b} && ga${b} < gupper${b} ? 1.0 : 0.0`),
    text.float(`free${b}`, `stiff${b} > 0.0 ? inner${b} / stiff${b} : 0.0`),
    text.float(`mixed${b}`, `soft > 0.0 ? 0.0 : re${b}`),
  );
  rows.forEach(({ carries }, j) => {
    const source = carries ? `row${j}_${b} * ga${b}` : `row${j}_${b}`;
    lines.push(
      text.float(`s${b}_${j}`, source),
      text.float(`ws${b}_${j}`, `we${b} * s${b}_${j}`),
      text.float(`al${b}_${j}`, `slope${b} * s${b}_${j}${carries ? ` + mixed${b} * row${j}_${b}` : ''}`),
      text.float(`af${b}_${j}`, `al${b}_${j} * free${b}`),
    );
  });
  return lines;
}

function rowSums({ gammas }: KernelShape, bins: readonly number[], j: number): string[] {
  const source = (b: number, k: number): string => (gammas === 'none' ? `row${k}_${b}` : `s${b}_${k}`);
  const second = (b: number, k: number): string => {
    const product = `ws${b}_${j} * ${source(b, k)}`;
    return gammas === 'none' ? product : `(${product} - af${b}_${j} * al${b}_${k})`;
  };
  return [
    `  v${j} = v${j} + (${bins.map((b) => `re${b} * ${source(b, j)}`).join(' + ')});`,
    ...range(j + 1).map((k) => `  m${j}_${k} = m${j}_${k} + (${bins.map((b) => second(b, k)).join(' + ')});`),
  ];
}
