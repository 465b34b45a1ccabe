import { InvalidModelError } from '../errors.js';
import { compileModel } from '../model/compile-model.js';
import { effectiveBackground } from '../model/effective-background.js';
import type { TemplateModel } from '../model/template-model.js';
import type { ToyEngine } from '../toys/toy-engine.js';
import { asymptoticLimit } from './asymptotic-limit.js';
import {
  FIVE_NAN,
  type FiveBand,
  type LimitBand,
  type LimitMethod,
  type LimitOptions,
  type ScanPoint,
} from './limit-band.js';
import { toyLimit } from './toy-limit.js';

/** `auto` takes toys below this effective background: there asymptotic limits are too strong by 6 % to 26 %. */
const TOYS_BELOW = 10;

/**
 * Upper limits on mu by CLs with q~_mu: expected bands, and observed where the model has data. Asymptotic
 * (arXiv:1007.1727) or by toys; `auto` decides by `effectiveBackground(model) < 10`. A limit that does not exist is a
 * status of the result.
 * @throws InvalidModelError when the model or an option has no meaning
 */
export async function upperLimit(model: TemplateModel, options: LimitOptions, engine: ToyEngine): Promise<LimitBand> {
  checkOptions(options);
  const compiled = compileModel(model);
  const backgroundInWindow = effectiveBackground(model);
  const method = options.method === 'auto' ? (backgroundInWindow < TOYS_BELOW ? 'toys' : 'asymptotic') : options.method;
  const shared = {
    kind: 'limit-band',
    statement: 'upper-limit-cls',
    method,
    cl: options.cl,
    backgroundInWindow,
  } as const;
  const scale = 1 / compiled.signalYield;
  if (method === 'asymptotic') {
    const limit = asymptoticLimit(compiled, options.cl);
    const scan = limit.points.map(({ signal, clsExpected, clsObserved }): ScanPoint => {
      return {
        mu: signal * scale,
        clsExpected,
        ...(clsObserved === undefined ? {} : { clsObserved }),
        error: 0,
        toys: 0,
      };
    });
    return {
      ...shared,
      ...stated(limit, scale),
      medianError: 0,
      scan,
      toys: 0,
      refittedToys: 0,
      failedFits: limit.failedFits,
    };
  }
  const limit = await toyLimit(compiled, options, engine);
  const scan = limit.points.map(({ signal, ...point }): ScanPoint => ({ mu: signal * scale, ...point }));
  const { toys, refitted, failedFits } = limit;
  return {
    ...shared,
    ...stated(limit, scale),
    medianError: limit.medianError * scale,
    scan,
    toys,
    refittedToys: refitted,
    failedFits,
  };
}

/** Status and limits on mu; no numbers unless the status is `ok`. */
function stated(
  { status, expected, observed }: { status: LimitBand['status']; expected: FiveBand; observed?: number },
  scale: number,
): Pick<LimitBand, 'status' | 'expected' | 'observed'> {
  if (status !== 'ok') return { status, expected: FIVE_NAN };
  const bands = expected.map((limit) => limit * scale) as unknown as FiveBand;
  return { status, expected: bands, ...(observed === undefined ? {} : { observed: observed * scale }) };
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
