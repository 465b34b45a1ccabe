import type { LimitCurve, NamedHistogram } from '@darkreach/campaign';

/** The templates of a curve's search at its experiment. */
export function templatesOf(curve: LimitCurve, histograms: readonly NamedHistogram[]): readonly NamedHistogram[] {
  return histograms.filter(({ channel, experiment }) => channel === curve.channel && experiment === curve.experiment);
}

/** The selections of a curve's search at its experiment, each once, in the order of their templates. */
export function regionsOf(curve: LimitCurve, histograms: readonly NamedHistogram[]): readonly string[] {
  return [...new Set(templatesOf(curve, histograms).map(({ region }) => region))];
}

/** The selection in which a mass (GeV) is searched; undefined where its signal template was not kept. */
export function regionAt(curve: LimitCurve, histograms: readonly NamedHistogram[], mass: number): string | undefined {
  return templatesOf(curve, histograms).find((named) => named.mass === mass)?.region;
}

/** A selection's name as text: `low-mass` becomes `low-mass selection`. */
export function regionLabel(region: string): string {
  return `${region} selection`;
}
