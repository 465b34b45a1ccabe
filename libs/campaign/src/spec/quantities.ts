import { CAMPAIGN_LIMITS } from './campaign-limits.js';
import { read, refuse, type Reading } from './leaf.js';
import type { ResolvedLuminosity } from './resolved-campaign.js';

const NUMBER = String.raw`([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`;
const LUMINOSITY = new RegExp(`^${NUMBER}\\s*([pfa])b(?:\\^-1|-1|⁻¹)$`);
const MASS = new RegExp(`^${NUMBER}\\s*(MeV|GeV)$`);
const PERCENT = new RegExp(`^${NUMBER}\\s*%$`);
const PLAIN = new RegExp(`^${NUMBER}$`);
const IN_INVERSE_FEMTOBARN: Readonly<Record<string, number>> = { p: 1e-3, f: 1, a: 1e3 };

/** What an editor may check of a luminosity. */
export const LUMINOSITY_PATTERN = String.raw`^[0-9.eE+-]+\s*[pfa]b(\^-1|-1|⁻¹)$`;

/** An integrated luminosity with unit, e.g. `50 ab^-1`; in (0, 50 ab^-1]. */
export function readLuminosity(given: unknown): Reading<ResolvedLuminosity> {
  const units = 'pb^-1, fb^-1, ab^-1, e.g. "50 ab^-1"';
  const written = typeof given === 'number' ? String(given) : given;
  if (typeof written !== 'string') return refuse('is no luminosity', `a number with one of ${units}`);
  const match = LUMINOSITY.exec(written.trim());
  if (match === null) return refuse(PLAIN.test(written.trim()) ? 'has no unit' : 'is no luminosity', units);
  const [, number = '', prefix = ''] = match;
  const inverseFemtobarn = tidy(Number(number) * (IN_INVERSE_FEMTOBARN[prefix] ?? Number.NaN));
  if (!(inverseFemtobarn > 0)) return refuse('is not positive', 'above 0, up to 50 ab^-1');
  if (inverseFemtobarn > CAMPAIGN_LIMITS.luminosity) return refuse('is more than the limit', 'above 0, up to 50 ab^-1');
  return read({ label: `${Number(number)} ${prefix}b^-1`, inverseFemtobarn });
}

/** A mass in GeV: a number, or a string with `GeV` or `MeV`. */
export function readMass(given: unknown): Reading<number> {
  const allowed = 'a positive mass in GeV, e.g. 1.5 or "150 MeV"';
  const match = typeof given === 'string' ? MASS.exec(given.trim()) : null;
  const mass = match === null ? given : tidy(Number(match[1]) * (match[2] === 'MeV' ? 1e-3 : 1));
  if (typeof mass !== 'number') return refuse('is no mass', allowed);
  if (!Number.isFinite(mass)) return refuse('is no finite number', allowed);
  return mass > 0 ? read(mass) : refuse('is not positive', allowed);
}

/** A fraction: a number, or a percentage as a string. */
export function readFraction(given: unknown, range: { readonly low: number; readonly high: number }): Reading<number> {
  const allowed = `a number from ${range.low} to ${range.high}, or a percentage such as 5%`;
  const match = typeof given === 'string' ? PERCENT.exec(given.trim()) : null;
  const fraction = match === null ? given : tidy(Number(match[1]) / 100);
  if (typeof fraction !== 'number' || Number.isNaN(fraction)) return refuse('is no fraction', allowed);
  return fraction >= range.low && fraction <= range.high ? read(fraction) : refuse('is out of range', allowed);
}

export function readWhole(given: unknown, low: number, high: number): Reading<number> {
  const allowed = `a whole number from ${low} to ${high}`;
  if (typeof given !== 'number' || !Number.isInteger(given)) return refuse('is no whole number', allowed);
  if (given < 0 && low >= 0) return refuse('is negative', allowed);
  return given >= low && given <= high ? read(given) : refuse('is out of range', allowed);
}

export function readFinite(given: unknown, allowed: string): Reading<number> {
  return typeof given === 'number' && Number.isFinite(given) ? read(given) : refuse('is no finite number', allowed);
}

/** Fourteen digits: a unit's power of ten leaves no rounding error behind. */
function tidy(value: number): number {
  return Number(value.toPrecision(14));
}
