import type { LimitCurve, LimitPoint } from '@darkreach/campaign';

/** A limit read off a curve: median and the 68 % band of the background-only expectation. */
export interface InterpolatedLimit {
  readonly kind: 'interpolated-limit';
  readonly median: number;
  readonly band: readonly [number, number];
  /** What is said about one of the computed masses, e.g. that it is outside the range of validity. */
  readonly note?: string;
}

/** Why a curve has no limit at a mass. */
export interface NoLimit {
  readonly kind: 'no-limit';
  readonly reason: string;
}

/**
 * The limit at a mass between two computed masses, linear in ln(coupling) against ln(mass); at a computed mass its own
 * value. Nothing is extrapolated, and nothing is bridged: a neighbour without limit gives none.
 */
export function interpolateLimit(curve: LimitCurve, mass: number): InterpolatedLimit | NoLimit {
  const points = [...curve.points].sort((a, b) => a.mass - b.mass);
  const above = points.findIndex((point) => point.mass >= mass * (1 - 1e-12));
  const high = points[above];
  const low = high !== undefined && Math.abs(high.mass - mass) <= 1e-12 * mass ? high : points[above - 1];
  if (low === undefined || high === undefined) return { kind: 'no-limit', reason: 'outside the masses of the curve' };
  const failed = [low, high].find((point) => point.band.status !== 'ok');
  if (failed !== undefined) return { kind: 'no-limit', reason: `${failed.band.status} at ${failed.mass} GeV` };
  const at = (sigma: 1 | 2 | 3): number => between(low, high, mass, sigma);
  const note = low.note ?? high.note;
  const noted = note === undefined ? {} : { note };
  return { kind: 'interpolated-limit', median: at(2), band: [at(1), at(3)], ...noted };
}

function between(low: LimitPoint, high: LimitPoint, mass: number, sigma: 1 | 2 | 3): number {
  if (low === high) return low.coupling[sigma];
  const t = Math.log(mass / low.mass) / Math.log(high.mass / low.mass);
  return Math.exp((1 - t) * Math.log(low.coupling[sigma]) + t * Math.log(high.coupling[sigma]));
}
