import type { LimitCurve, SearchSummary } from '@darkreach/campaign';

/** `belle2-50ab`: experiment and luminosity of a curve as part of a file name, after its search where there are several. */
export function curveName(
  curve: Pick<LimitCurve, 'channel' | 'experiment' | 'luminosity'>,
  searches: readonly Pick<SearchSummary, 'channel'>[],
): string {
  const luminosity = curve.luminosity.label.replace(/\^-1/, '');
  return fileName(...searchPrefix(curve, searches), curve.experiment, luminosity);
}

/** The search of a curve where there are several, else nothing. */
export function searchPrefix(
  { channel }: Pick<LimitCurve, 'channel'>,
  searches: readonly Pick<SearchSummary, 'channel'>[],
): readonly string[] {
  return new Set(searches.map((search) => search.channel)).size > 1 ? [channel] : [];
}

/** Words of a file name: lower case, letters and digits, joined by hyphens; `50 ab` becomes `50ab`. */
export function fileName(...words: readonly string[]): string {
  return words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/\s+/g, '')
        .replace(/[^a-z0-9.]+/g, '-'),
    )
    .join('-');
}

/** Gives every entry a name of its own: where several are alike, the later ones get `-2`, `-3` ... */
export function withOwnNames<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  const taken = new Map<string, number>();
  return entries.map((entry) => {
    const times = (taken.get(entry.name) ?? 0) + 1;
    taken.set(entry.name, times);
    return times === 1 ? entry : { ...entry, name: `${entry.name}-${times}` };
  });
}
