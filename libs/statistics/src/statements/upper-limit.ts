import { InvalidModelError } from '../errors.js';
import type { Model } from '../model/model.js';
import type { ToyEngine } from '../toys/engine.js';
import { reduceModel } from '../toys/reduce-model.js';
import { asymptoticLimit } from './asymptotic/asymptotic-limit.js';
import { chooseMethod } from './choose-method.js';
import type { LimitBand, LimitMethod, LimitOptions } from './limit-band.js';
import { toyLimit } from './toys/toy-limit.js';

/** A limit with toys is also stated by asymptotics, where its search begins. */
export type UpperLimit = LimitBand & Required<Pick<LimitBand, 'testStatistic' | 'reason'>>;

/**
 * Upper limits on mu by CLs = CLsb / CLb (J. Phys. G 28 (2002) 2693) with q~_mu: five expected ones, and the observed one
 * unless only expectations are asked for. Asymptotic (arXiv:1007.1727) or by toys of the reduced model (`reduceModel`);
 * `auto` decides by `chooseMethod`, and the result says what it took and why. A limit that does not exist is a status of the result.
 * @throws InvalidModelError when an option has no meaning
 * @example
 * const limit = await upperLimit(model, { cl: 0.9, method: 'auto', toys, key: [0, 1] }, engine);
 */
export async function upperLimit(model: Model, options: LimitOptions, engine: ToyEngine): Promise<UpperLimit> {
  checkOptions(options);
  const { cl, testStatistic = 'q~', expectedOnly = false } = options;
  const choice = chooseMethod(model);
  const method = options.method === 'auto' ? choice.method : options.method;
  const seeds = asymptoticLimit(model, { cl, testStatistic, expectedOnly });
  const shared = {
    kind: 'limit-band',
    statement: 'upper-limit-cls',
    method,
    cl,
    testStatistic,
    reason: options.method === 'auto' ? choice.reason : `${method}: as asked for`,
    backgroundInWindow: choice.backgroundInWindow,
  } as const;
  if (method === 'asymptotic') {
    const { status, expected, observed, medianError, observedError, scan, toys, refittedToys, failedFits } = seeds;
    const numbers = { expected, ...(observed === undefined ? {} : { observed, observedError }), medianError };
    return { ...shared, status, ...numbers, scan, toys, refittedToys, failedFits };
  }
  const limit = await toyLimit(reduceModel(model), { ...options, seeds }, engine);
  return { ...shared, ...limit, asymptotic: seeds.expected };
}

function checkOptions({ cl, method, toys }: LimitOptions): void {
  if (!(cl > 0 && cl < 1))
    throw new InvalidModelError(`confidence level is ${cl}; allowed is a number between 0 and 1`);
  const methods: readonly (LimitMethod | 'auto')[] = ['auto', 'asymptotic', 'toys'];
  if (!methods.includes(method)) throw new InvalidModelError(`method is ${method}; allowed are ${methods.join(', ')}`);
  const whole = Number.isInteger(toys.minimum) && Number.isInteger(toys.maximum);
  if (!(whole && toys.minimum >= 100 && toys.minimum <= toys.maximum && toys.error > 0)) {
    throw new InvalidModelError(
      `toys are minimum ${toys.minimum}, maximum ${toys.maximum}, error ${toys.error}; allowed are whole numbers 100 <= minimum <= maximum and an error above 0`,
    );
  }
}
