import { mcErrors } from './mc-errors.js';
import type { TemplateModel } from './template-model.js';

/**
 * Background events under the signal: the background of the single-bin counting experiment that has the same Fisher
 * information on a signal of one event, B = 1 / sum_b [f_b^2 / (b_b + f_b)] - 1 with f the signal shape.
 * One bin: B = b. Flat background under a Gaussian of width sigma: B tends to 2 sqrt(pi) sigma db/dx = 3.54 sigma db/dx.
 * Bins that the signal does not reach do not matter, and a bin without background counts only by the signal in it.
 */
export function effectiveBackground(model: TemplateModel): number {
  const background = mcErrors(model.backgrounds).yields;
  const total = model.signal.yields.reduce((sum, s) => sum + s, 0);
  if (!(total > 0)) return background.reduce((sum, y) => sum + y.reduce((a, b) => a + b, 0), 0);
  const information = model.signal.yields.reduce((sum, s, b) => {
    const f = s / total;
    return f > 0 ? sum + (f * f) / (background.reduce((y, values) => y + values[b]!, 0) + f) : sum;
  }, 0);
  return Math.max(0, 1 / information - 1);
}
