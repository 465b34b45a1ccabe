import { CAMPAIGN_LIMITS } from './campaign-limits.js';

const DIGITS = 10;

/** `points` masses (at least 2) from `from` to `to`, both exactly included, rounded to ten digits in between. */
export function spacedMasses(from: number, to: number, points: number, spacing: 'linear' | 'log'): readonly number[] {
  const at = (fraction: number) => (spacing === 'log' ? from * (to / from) ** fraction : from + (to - from) * fraction);
  const inner = Array.from({ length: points - 2 }, (_, i) => Number(at((i + 1) / (points - 1)).toPrecision(DIGITS)));
  return [from, ...inner, to];
}

/**
 * Masses m_(i+1) = m_i + step sigma_m(m_i) from `from` until `to`, which is included; `undefined` where that is more
 * than a campaign may have, or where the resolution is not positive.
 */
export function resolutionMasses(
  from: number,
  to: number,
  step: number,
  resolution: (mass: number) => number,
): readonly number[] | undefined {
  const masses = [from];
  for (let mass = from; mass < to;) {
    const next = Number((mass + step * resolution(mass)).toPrecision(DIGITS));
    if (!(next > mass) || masses.length === CAMPAIGN_LIMITS.masses) return undefined;
    mass = Math.min(next, to);
    masses.push(mass);
  }
  return masses;
}

/** Ascending, every mass once. */
export function uniqueMasses(masses: readonly number[]): readonly number[] {
  return [...new Set(masses)].sort((a, b) => a - b);
}
