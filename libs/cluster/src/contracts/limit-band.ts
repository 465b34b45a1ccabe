import type { LimitBand } from '@darkreach/campaign';
import { InvalidResultError } from '../errors.js';
import type { LimitBand as LimitBandMessage, ScanPoint as ScanPointMessage } from './generated/darkreach/v1/worker.js';
import { expectCount, expectLength, expectOneOf, withoutSignOfZero } from './result-checks.js';

type ScanPoint = LimitBand['scan'][number];
type FiveBand = LimitBand['expected'];

const STATUSES = ['ok', 'outside-range', 'fit-failed'] as const;
const METHODS = ['asymptotic', 'toys'] as const;
const TEST_STATISTICS = ['q~', 'q'] as const;

/**
 * Limits of one point, for the wire. NaN stands where there is no number and is kept.
 * @throws InvalidResultError for what cannot be: a limit that is `ok` and not finite, wrong counts
 */
export function encodeLimitBand(band: LimitBand): LimitBandMessage {
  check(band);
  const { status, method, cl, medianError, scan, toys, refittedToys, failedFits, backgroundInWindow } = band;
  return {
    status,
    method,
    confidenceLevel: cl,
    testStatistic: band.testStatistic,
    expected: band.expected,
    medianError: withoutSignOfZero(medianError),
    observed: band.observed,
    observedError: band.observedError,
    asymptotic: band.asymptotic ?? [],
    reason: band.reason,
    scan: scan.map(encodeScanPoint),
    toys,
    refittedToys,
    failedFits,
    backgroundInWindow: withoutSignOfZero(backgroundInWindow),
  };
}

function encodeScanPoint({ mu, clsExpected, clsObserved, error, toys }: ScanPoint): ScanPointMessage {
  return { mu: withoutSignOfZero(mu), clsExpected, clsObserved, error: withoutSignOfZero(error), toys };
}

/** @throws InvalidResultError as `encodeLimitBand`, and for words that are not known */
export function decodeLimitBand(message: LimitBandMessage): LimitBand {
  const { confidenceLevel: cl, testStatistic, observed, observedError, asymptotic, reason } = message;
  const { medianError, toys, refittedToys, failedFits, backgroundInWindow } = message;
  const band: LimitBand = {
    kind: 'limit-band',
    statement: 'upper-limit-cls',
    status: expectOneOf(message.status, 'status', STATUSES),
    method: expectOneOf(message.method, 'method', METHODS),
    cl,
    ...(testStatistic === undefined
      ? {}
      : { testStatistic: expectOneOf(testStatistic, 'test_statistic', TEST_STATISTICS) }),
    expected: five(message.expected, 'expected'),
    ...(observed === undefined ? {} : { observed }),
    medianError,
    ...(observedError === undefined ? {} : { observedError }),
    ...(asymptotic.length === 0 ? {} : { asymptotic: five(asymptotic, 'asymptotic') }),
    ...(reason === undefined ? {} : { reason }),
    scan: message.scan.map(decodeScanPoint),
    toys,
    refittedToys,
    failedFits,
    backgroundInWindow,
  };
  check(band);
  return band;
}

function decodeScanPoint({ mu, clsExpected, clsObserved, error, toys }: ScanPointMessage): ScanPoint {
  return {
    mu,
    clsExpected: five(clsExpected, 'cls_expected'),
    ...(clsObserved === undefined ? {} : { clsObserved }),
    error,
    toys,
  };
}

function five(values: readonly number[], name: string): FiveBand {
  expectLength(values, name, 5);
  const [a, b, c, d, e] = values as [number, number, number, number, number];
  return [a, b, c, d, e];
}

function check({ status, cl, expected, asymptotic, scan, toys, refittedToys, failedFits }: LimitBand): void {
  if (!(cl > 0 && cl < 1)) throw new InvalidResultError(`the confidence level is ${cl}; allowed is 0 to 1`);
  expectLength(expected, 'expected', 5);
  if (asymptotic !== undefined) expectLength(asymptotic, 'asymptotic', 5);
  expected.forEach((limit, sigma) => {
    const allowed = status === 'ok' ? Number.isFinite(limit) : Math.abs(limit) !== Infinity;
    if (!allowed) {
      throw new InvalidResultError(
        `limit ${sigma} of a band that is ${status} is ${limit}; allowed is a finite number`,
      );
    }
  });
  scan.forEach((point) => {
    if (!Number.isFinite(point.mu)) throw new InvalidResultError(`mu of the scan is ${point.mu}; allowed are numbers`);
    expectLength(point.clsExpected, 'cls_expected', 5);
    expectCount(point.toys, 'toys of the scan');
  });
  expectCount(toys, 'toys');
  expectCount(refittedToys, 'refitted_toys');
  expectCount(failedFits, 'failed_fits');
}
