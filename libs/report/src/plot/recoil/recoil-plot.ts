import type { LimitCurve, NamedHistogram, SearchSummary } from '@darkreach/campaign';
import { scaleLinear, scaleLog } from 'd3-scale';
import { drawFrame, frameClip } from '../axes/frame.js';
import { linearTicks } from '../axes/linear-ticks.js';
import { logTicks, type Domain } from '../axes/log-axis.js';
import { legendBlock, type LegendEntry } from '../legend.js';
import { drawPage, frameBelow, pageEdges } from '../page.js';
import { colourOf, fillOf } from '../palette.js';
import { regionLabel } from '../../regions/regions.js';
import { curveLabel } from '../reach/reach-notes.js';
import { element } from '../svg/element.js';
import { plainText, richText, type Run } from '../svg/rich-text.js';
import { reactionRuns, prettyUnits, symbolRuns } from '../svg/symbols.js';
import { drawLayer, drawSteps, stack, type Layer, type RecoilScales } from './recoil-marks.js';
import {
  backgroundSpectra,
  searchedRange,
  SIGNAL_COUPLING,
  signalSpectra,
  spectrumAxis,
  type SignalSpectrum,
} from './recoil-stack.js';

/** A curve, whose luminosity is used, and the templates of the campaign. */
export interface RecoilInput {
  readonly curve: LimitCurve;
  readonly search: SearchSummary;
  readonly histograms: readonly NamedHistogram[];
  /** The selection to draw; needed where the search has several. */
  readonly region?: string;
}

const INDENT = 18;
const HEADER = 40;
const DASHES = ['', '9 4', '3 3'] as const;

/**
 * Expected events per bin of the observable in one selection: its backgrounds stacked, and the signal at up to three of the
 * masses that are searched in it and a stated coupling.
 */
export function recoilPlot({ curve, search, histograms: all, region }: RecoilInput): string {
  const histograms = region === undefined ? all : all.filter((named) => named.region === region);
  const layers = stack(backgroundSpectra(curve, histograms));
  const signals = signalSpectra(curve, histograms);
  const axis = spectrumAxis(curve, histograms);
  const legend = legendBlock(
    [backgroundEntries(layers), signalEntries(signals, search)],
    pageEdges.right - pageEdges.left - 2 * INDENT,
  );
  const observable: Domain = axis === undefined ? [0, 1] : [...searchedRange(axis, curve, histograms)];
  const headroom = HEADER + legend.height + 12;
  const frame = frameBelow(headroom);
  const { left, right, top, bottom } = frame;
  const events = eventDomain(layers.at(-1), signals, { observable, share: (bottom - top) / (bottom - top - headroom) });
  const x = scaleLinear(observable, [left, right]);
  const log = scaleLog(events, [bottom, top]);
  const scales: RecoilScales = { x, y: (value) => log(Math.max(value, events[0] / 10)) };
  const label = [curveLabel(curve, [search]), ...(region === undefined ? [] : [regionLabel(region)])].join(', ');
  const titleRuns: readonly Run[] = [{ text: `${search.title}: ` }, ...reactionRuns(search.reaction)];
  const title = plainText(titleRuns);
  return drawPage({
    frame,
    title: `Spectrum: ${title}`,
    description: `Projection. Expected events per bin at ${label}: backgrounds, and signal at coupling ${SIGNAL_COUPLING}`,
    statement: [{ text: label }],
    notes: layers.length + signals.length === 0 ? ['There is no template to draw.'] : [],
    content: [
      frameClip(frame, 'frame'),
      element('g', { 'clip-path': 'url(#frame)' }, [
        ...layers.map((layer, i) => drawLayer(layer, scales, fillOf(i))),
        ...signals.map((signal, i) => drawSteps(signal, scales, colourOf(i), DASHES[i] ?? '')),
      ]),
      richText(titleRuns, { x: left + INDENT, y: top + 30, size: 17 }),
      legend.draw(left + INDENT, top + HEADER),
      drawFrame(
        frame,
        { ticks: linearTicks(observable, x), title: observableTitle(axis) },
        { ticks: logTicks(events, log), title: eventsTitle(layers[0] ?? signals[0], axis?.unit) },
      ),
    ],
  });
}

/**
 * Down to a tenth of the smallest signal peak or of nine tenths of the background's bins, but not beyond nine decades; up
 * to the top of both, and on to make the data the 1/`share` of the axis. Only bins inside `observable` count.
 */
function eventDomain(
  uppermost: Layer | undefined,
  signals: readonly SignalSpectrum[],
  { observable: [from, to], share }: { readonly observable: Domain; readonly share: number },
): Domain {
  const isPositive = (value: number): boolean => value > 0 && Number.isFinite(value);
  const isShown = (edges: readonly number[], i: number): boolean => edges[i]! < to && edges[i + 1]! > from;
  const total = (uppermost?.top ?? [])
    .filter((value, i) => isPositive(value) && isShown(uppermost!.edges, i))
    .sort((a, b) => a - b);
  const peaks = signals.map((signal) => Math.max(...signal.values)).filter(isPositive);
  const low = total[Math.floor(total.length / 10)];
  const important = [...peaks, ...(low === undefined ? [] : [low])];
  if (important.length === 0) return [0.1, 10];
  const highest = Math.max(...important, ...total) * 2;
  const lowest = Math.max(Math.min(...important) / 10, highest * 1e-9);
  return [lowest, lowest * (highest / lowest) ** share];
}

function backgroundEntries(layers: readonly Layer[]): readonly LegendEntry[] {
  return layers
    .map(({ title }, i) => ({
      mark: (px: number, py: number) => box(px, py, fillOf(i)),
      label: reactionRuns(title),
    }))
    .reverse();
}

function signalEntries(signals: readonly SignalSpectrum[], search: SearchSummary): readonly LegendEntry[] {
  return signals.map(({ mass }, i) => ({
    mark: (px: number, py: number) => stroke(px, py, colourOf(i), DASHES[i] ?? ''),
    label: [
      { text: 'Signal, ' },
      ...symbolRuns(search.mass.symbol),
      { text: ` = ${Number(mass.toPrecision(3))} GeV, ` },
      ...symbolRuns(search.coupling.symbol),
      { text: ' = 10' },
      { text: String(Math.log10(SIGNAL_COUPLING)).replace('-', '−'), shift: 'sup' },
    ],
  }));
}

function observableTitle(axis: { readonly name: string; readonly unit: string } | undefined): readonly Run[] {
  return axis === undefined ? [] : [...symbolRuns(axis.name), { text: ` [${prettyUnits(axis.unit)}]` }];
}

function eventsTitle(
  spectrum: { readonly edges: readonly number[] } | undefined,
  unit: string | undefined,
): readonly Run[] {
  if (spectrum === undefined || unit === undefined) return [{ text: 'Events' }];
  const width = spectrum.edges[1]! - spectrum.edges[0]!;
  return [{ text: `Events / ${Number(width.toPrecision(3))} ${prettyUnits(unit)}` }];
}

function box(x: number, y: number, fill: string): string {
  return element('rect', { x, y: y - 8, width: 36, height: 16, fill, stroke: '#444444', 'stroke-width': 0.8 });
}

function stroke(x: number, y: number, colour: string, dashes: string): string {
  const style = { stroke: colour, 'stroke-width': 2.5, ...(dashes === '' ? {} : { 'stroke-dasharray': dashes }) };
  return element('line', { x1: x, y1: y, x2: x + 36, y2: y, ...style });
}
