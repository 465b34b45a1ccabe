import type { LimitCurve, NamedHistogram } from '@darkreach/campaign';
import { binEdges, scaleHistogram, type Histogram, type RegularAxis } from '@darkreach/histogram';
import { templatesOf } from '../../regions/regions.js';
import { contentsOn, drawnAxis } from './resample.js';

/** Expected events per drawn bin; `edges` has one entry more than `values`. */
export interface Spectrum {
  readonly title: string;
  readonly edges: readonly number[];
  readonly values: readonly number[];
}

/** The signal at one mass, at the coupling at which templates are kept. */
export interface SignalSpectrum extends Spectrum {
  /** GeV */
  readonly mass: number;
}

/** Coupling at which the templates of the signal are kept. */
export const SIGNAL_COUPLING = 1e-3;

/** The axis on which all templates of a curve are drawn: the widest of theirs, with bins that can be seen. */
export function spectrumAxis(curve: LimitCurve, histograms: readonly NamedHistogram[]): RegularAxis | undefined {
  const axes = templatesOf(curve, histograms).map(({ histogram }) => histogram.axis);
  const [first] = axes;
  if (first === undefined) return undefined;
  return drawnAxis(axes.reduce((a, b) => (b.high - b.low > a.high - a.low ? b : a), first));
}

/** Backgrounds of a curve in events per bin at its luminosity, the smallest first, so that it lies at the bottom. */
export function backgroundSpectra(curve: LimitCurve, histograms: readonly NamedHistogram[]): readonly Spectrum[] {
  const axis = spectrumAxis(curve, histograms);
  const title = (process: string): string =>
    curve.backgrounds.find((background) => background.process === process)?.title ?? process;
  return templatesOf(curve, histograms)
    .filter(({ mass }) => mass === undefined)
    .map(({ process, histogram }) => ({ title: title(process), ...spectrum(histogram, curve, axis ?? histogram.axis) }))
    .sort((a, b) => sum(a.values) - sum(b.values));
}

/** The signal at up to three masses, spread over the range of the masses squared. */
export function signalSpectra(curve: LimitCurve, histograms: readonly NamedHistogram[]): readonly SignalSpectrum[] {
  const signals = templatesOf(curve, histograms).filter((named) => named.mass !== undefined);
  const axis = spectrumAxis(curve, histograms);
  const masses = spreadMasses(signals.map((named) => named.mass!));
  return masses.map((mass) => {
    const { histogram } = signals.find((named) => named.mass === mass)!;
    return { title: 'signal', mass, ...spectrum(histogram, curve, axis ?? histogram.axis) };
  });
}

/**
 * The part of the axis around the masses that are searched, in whole bins: from half of their range of masses squared below
 * it to as much above, or a tenth of the axis where that is more. All of the axis where there is no signal.
 */
export function searchedRange(
  axis: RegularAxis,
  curve: LimitCurve,
  histograms: readonly NamedHistogram[],
): readonly [low: number, high: number] {
  const squares = templatesOf(curve, histograms).flatMap(({ mass }) => (mass === undefined ? [] : [mass * mass]));
  if (squares.length === 0) return [axis.low, axis.high];
  const [lowest, highest] = [Math.min(...squares), Math.max(...squares)];
  const margin = Math.max((highest - lowest) / 2, (axis.high - axis.low) / 10);
  const width = (axis.high - axis.low) / axis.bins;
  const edge = (value: number): number => axis.low + Math.round((value - axis.low) / width) * width;
  return [Math.max(edge(lowest - margin), axis.low), Math.min(edge(highest + margin), axis.high)];
}

/** Masses nearest to 20, 50 and 80 % of the way from the smallest to the largest mass squared, each once, ascending. */
export function spreadMasses(masses: readonly number[]): readonly number[] {
  if (masses.length === 0) return [];
  const squares = masses.map((mass) => mass * mass);
  const [lowest, highest] = [Math.min(...squares), Math.max(...squares)];
  const distance = (mass: number, share: number): number => Math.abs(mass * mass - lowest - share * (highest - lowest));
  const nearest = (share: number): number => masses.reduce((a, b) => (distance(b, share) < distance(a, share) ? b : a));
  return [...new Set([0.2, 0.5, 0.8].map(nearest))].sort((a, b) => a - b);
}

function spectrum(histogram: Histogram, curve: LimitCurve, axis: RegularAxis): Omit<Spectrum, 'title'> {
  const atLuminosity = scaleHistogram(histogram, curve.luminosity.inverseFemtobarn);
  return { edges: binEdges(axis), values: contentsOn(axis, atLuminosity) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
