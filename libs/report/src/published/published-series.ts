import type { PublishedLimit, SearchSummary } from '@darkreach/campaign';

/** Published points that belong together: same experiment, luminosity, kind, level and source; by ascending mass. */
export interface PublishedSeries {
  readonly experiment: string;
  readonly luminosity: string;
  readonly kind: PublishedLimit['kind'];
  readonly cl: number;
  /** `arXiv:1702.03327` or `doi:...`, else the citation's key. */
  readonly citation: string;
  readonly points: readonly PublishedLimit[];
}

/** Every published limit that the searches of one channel name, each once, in series. */
export function publishedSeries(searches: readonly SearchSummary[]): readonly PublishedSeries[] {
  const groups = new Map<string, PublishedLimit[]>();
  for (const limit of uniqueLimits(searches)) {
    const key = JSON.stringify([limit.experiment, limit.luminosity, limit.kind, limit.cl, limit.source]);
    groups.set(key, [...(groups.get(key) ?? []), limit]);
  }
  return [...groups.values()].map((limits) => {
    const { experiment, luminosity, kind, cl, source } = limits[0]!;
    const points = [...limits].sort((a, b) => a.mass - b.mass);
    return { experiment, luminosity, kind, cl, citation: citationLabel(source, searches), points };
  });
}

/** How a reader finds the source: arXiv number, DOI, or the key where the citation has neither. */
export function citationLabel(key: string, searches: readonly SearchSummary[]): string {
  const citation = searches.flatMap((search) => search.citations).find((candidate) => candidate.key === key);
  if (citation?.arxiv !== undefined) return `arXiv:${citation.arxiv.replace(/^arxiv:/i, '')}`;
  return citation?.doi === undefined ? key : `doi:${citation.doi}`;
}

function uniqueLimits(searches: readonly SearchSummary[]): readonly PublishedLimit[] {
  const seen = new Map(searches.flatMap((search) => search.published.map((limit) => [JSON.stringify(limit), limit])));
  return [...seen.values()];
}
