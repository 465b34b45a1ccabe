import { clsPlot, strengthPlot, type BandPoint } from '@darkreach/report';
import { asymptoticTest, type LimitBand } from '@darkreach/statistics';
import { subjectLine } from '../answers/answer.js';
import type { LimitFamily } from '../answers/family-answer.js';
import { count } from '../text/quantities.js';
import type { LoadedModel } from '../workspace/load-workspace.js';

/** Signal strengths of a smooth curve. */
const STEPS = 100;
/** The axis ends so far beyond the last limit. */
const MARGIN = 1.15;
/** CLs of toys without any excess of q, within their error. */
const SATURATED = 0.97;

/** CLs against the signal strength with the limits of a band. */
export function clsDrawing(band: LimitBand, loaded: LoadedModel): string {
  const points = band.method === 'toys' ? scanned(band) : smooth(band, loaded);
  const { expected, observed, cl } = band;
  const { workspace, patches, measurement, poi } = loaded.subject;
  return clsPlot({
    title: subjectLine({ workspace: fileName(workspace), patches: patches.map(fileName), measurement, poi }),
    parameter: poi,
    cl,
    method: methodText(band),
    points,
    limits: { median: expected[2], ...(observed === undefined ? {} : { observed }) },
    dots: band.method === 'toys',
    notes: band.method === 'toys' ? toyNotes(band, points) : [],
  });
}

/** Limits against the first value of the patches. */
export function familyDrawing({ name, labels, limits }: LimitFamily): string {
  const methods = [...new Set(limits.map(({ band }) => methodText(band)))];
  const points = limits.map(({ values, band: { expected, observed } }): BandPoint => {
    return { x: Number(values[0]), expected, ...(observed === undefined ? {} : { observed }) };
  });
  return strengthPlot({
    title: name.split(' + ').map(fileName).join(' + '),
    parameter: limits[0]?.loaded.subject.poi ?? 'mu',
    axis: labels[0] ?? 'patch',
    cl: limits[0]?.band.cl ?? Number.NaN,
    method: methods.join(' and '),
    points,
    notes: labels.length > 1 ? [`Patches differ in ${labels.join(', ')}; drawn against the first.`] : [],
  });
}

/** Every signal strength that toys were made for and that is near the limits. */
function scanned(band: LimitBand): readonly BandPoint[] {
  const last = lastLimit(band);
  return band.scan
    .filter(({ mu }) => !Number.isFinite(last) || mu <= 2 * last)
    .map(({ mu, clsExpected, clsObserved }) => bandPoint(mu, clsExpected, clsObserved));
}

function toyNotes(band: LimitBand, points: readonly BandPoint[]): readonly string[] {
  const saturated = points.some(({ expected }) => expected[4] > SATURATED);
  return [
    `${count(band.toys)} toys; lines join the signal strengths that were tested.`,
    ...(saturated ? ['Bands near 1: toys that fit the signal strength or more have q = 0, whose CLs is 1.'] : []),
  ];
}

function smooth(band: LimitBand, { model }: LoadedModel): readonly BandPoint[] {
  const { lower, upper } = model.parameters[model.pointOfInterest]!;
  const test = asymptoticTest(model, {
    testStatistic: band.testStatistic ?? 'q~',
    expectedOnly: band.observed === undefined,
  });
  const last = lastLimit(band);
  const end = Number.isFinite(last) ? Math.min(upper, MARGIN * last) : upper;
  const start = Math.max(0, lower);
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const { mu, clsExpected, observed } = test.at(start + ((end - start) * i) / STEPS);
    return bandPoint(mu, clsExpected, observed?.cls);
  });
}

function lastLimit({ expected, observed }: LimitBand): number {
  return Math.max(...[...expected, observed ?? Number.NaN].filter(Number.isFinite));
}

function bandPoint(x: number, expected: BandPoint['expected'], observed: number | undefined): BandPoint {
  return { x, expected, ...(observed === undefined ? {} : { observed }) };
}

function methodText({ method, testStatistic = 'q~' }: LimitBand): string {
  return `${method}, ${testStatistic === 'q~' ? 'q̃' : 'q'}`;
}

function fileName(path: string): string {
  return path.replace(/^.*[/\\]/, '');
}
