import type { KernelText } from '@darkreach/kernels';
import { logarithmByRoots } from '../logarithm-by-roots.js';
import { groupsOf, range } from './expression-text.js';
import { logOnePlus } from './kernel-formulas.js';
import type { KernelShape } from './kernel-shape.js';
import { rateStatements } from './rate-text.js';
import { coefficientText } from './response-text.js';

/**
 * Adds to `half` -ln L at the parameters th<p>, relative to that at the true parameters: for each bin
 * rate (x - ln(1 + x)) - r ln(1 + x), x = d / rate, with r the excess of the count over the true rate: no difference of
 * large numbers. Constraints likewise.
 */
export function valueStatements(text: KernelText, shape: KernelShape): string[] {
  const coefficients = coefficientText(text, shape, 'v');
  const constrained = range(shape.parameters.length).filter((p) => shape.parameters[p]!.constrained);
  return [
    ...coefficients.statements,
    text.float('half', '0.0'),
    ...constrained.map(
      (p) => `  half = half + 0.5 * prior${p} * (th${p} - truth${p}) * (th${p} + truth${p} - 2.0 * x${p});`,
    ),
    ...groupsOf(range(shape.bins), 2).map((bins) =>
      text.section(
        bins.flatMap((b) => [
          ...rateStatements(text, shape, coefficients, 'v', b),
          text.float(`ratio${b}`, `dv${b} * ${text.parameter(`recip${b}`)}`),
          text.inline([`log${b}`, `over${b}`], logOnePlus, [`ratio${b}`], [logarithmByRoots]),
          `  half = half + rate${b} * over${b} - r${b} * log${b};`,
          ...gammaValue(text, shape, b),
        ]),
      ),
    ),
  ];
}

function gammaValue(text: KernelText, { gammas }: KernelShape, b: number): string[] {
  const lines: string[] = [];
  if (gammas === 'normal' || gammas === 'both') {
    const [gamma, truth] = [`gav${b}`, `gtruth${b}`];
    lines.push(`  half = half + 0.5 * gstiff${b} * (${gamma} - ${truth}) * (${gamma} + ${truth} - 2.0 * a${b});`);
  }
  if (gammas === 'poisson' || gammas === 'both') {
    lines.push(
      text.float(`gratio${b}`, `(gav${b} - gtruth${b}) / gtruth${b}`),
      text.inline([`glog${b}`, `gover${b}`], logOnePlus, [`gratio${b}`], [logarithmByRoots]),
      `  half = half + grate${b} * gover${b} - e${b} * glog${b};`,
    );
  }
  return lines;
}
