import type { LimitCurve, PublishedLimit, SearchSummary } from '@darkreach/campaign';

const INVERSE_FEMTOBARN: Readonly<Record<string, number>> = { ab: 1e3, fb: 1, pb: 1e-3, nb: 1e-6 };

/**
 * An integrated luminosity in fb^-1; undefined for what is none, e.g. a number of electrons on target.
 * @example
 * inverseFemtobarnOf('50 ab^-1') // 50000
 */
export function inverseFemtobarnOf(label: string): number | undefined {
  const match = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([afpn]b)\s*(?:\^-1|\^\{-1\}|⁻¹)\s*$/i.exec(label);
  const unit = INVERSE_FEMTOBARN[match?.[2]?.toLowerCase() ?? ''];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}

/** The search that a curve belongs to. */
export function searchOf(
  curve: Pick<LimitCurve, 'channel' | 'experiment'>,
  searches: readonly SearchSummary[],
): SearchSummary | undefined {
  return searches.find(({ channel, experiment }) => channel === curve.channel && experiment === curve.experiment);
}

/** True when the published limit is of the curve's experiment and luminosity (to 1e-6). */
export function isOfCurve(limit: PublishedLimit, curve: LimitCurve, search: SearchSummary): boolean {
  const names = [search.experiment, search.experimentTitle].map(plain);
  const luminosity = inverseFemtobarnOf(limit.luminosity);
  if (luminosity === undefined || !names.includes(plain(limit.experiment))) return false;
  return Math.abs(luminosity / curve.luminosity.inverseFemtobarn - 1) < 1e-6;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
