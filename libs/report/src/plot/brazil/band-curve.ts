/** What a brazil plot shows at one place of its axis: -2, -1, 0, +1, +2 standard deviations, and what was observed. */
export interface BandPoint {
  readonly x: number;
  readonly expected: readonly [number, number, number, number, number];
  readonly observed?: number;
}

/** The points that have a whole band, in runs between those that have none; sorted by x. */
export function bandRuns(points: readonly BandPoint[], isDrawable: Drawable): readonly (readonly BandPoint[])[] {
  return runsWhere(points, ({ x, expected }) => Number.isFinite(x) && expected.every(isDrawable));
}

/** The points that have an observed value, in runs between those that have none; sorted by x. */
export function observedRuns(points: readonly BandPoint[], isDrawable: Drawable): readonly (readonly BandPoint[])[] {
  return runsWhere(points, ({ x, observed }) => Number.isFinite(x) && observed !== undefined && isDrawable(observed));
}

type Drawable = (value: number) => boolean;

function runsWhere(
  points: readonly BandPoint[],
  isShown: (point: BandPoint) => boolean,
): readonly (readonly BandPoint[])[] {
  const runs: BandPoint[][] = [[]];
  for (const point of [...points].sort((a, b) => a.x - b.x)) {
    if (isShown(point)) runs.at(-1)!.push(point);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
