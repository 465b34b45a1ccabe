import { binEdges, rebin, type Histogram, type RegularAxis } from '@darkreach/histogram';

const MOST_BINS = 150;

/** An axis over the same range with as many bins as can be seen: whole numbers of bins of the given one where 20 are left. */
export function drawnAxis(axis: RegularAxis): RegularAxis {
  const factor = Array.from({ length: axis.bins }, (_, i) => i + 1).find(
    (candidate) => axis.bins % candidate === 0 && axis.bins / candidate <= MOST_BINS,
  );
  const joined = axis.bins / (factor ?? 1);
  return { ...axis, bins: joined < 20 && axis.bins > MOST_BINS ? MOST_BINS : joined };
}

/**
 * Bin contents (no flow bins) on another axis. Where the axis is a coarser one over the same range, bins are joined; else
 * each bin is spread evenly over its width, and what is beyond the axis is left out.
 */
export function contentsOn(axis: RegularAxis, histogram: Histogram): readonly number[] {
  const own = histogram.axis;
  if (own.low === axis.low && own.high === axis.high && own.bins % axis.bins === 0) {
    return [...rebin(histogram, own.bins / axis.bins).sumw.slice(1, -1)];
  }
  const edges = binEdges(own);
  const width = (own.high - own.low) / own.bins;
  const target = binEdges(axis);
  return target.slice(0, -1).map((low, i) =>
    edges.slice(0, -1).reduce((sum, edge, j) => {
      const overlap = Math.min(target[i + 1]!, edges[j + 1]!) - Math.max(low, edge);
      return overlap > 0 ? sum + (histogram.sumw[j + 1]! * overlap) / width : sum;
    }, 0),
  );
}
