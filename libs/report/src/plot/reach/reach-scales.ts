import type { LimitCurve } from '@darkreach/campaign';
import { scaleLog } from 'd3-scale';
import type { Frame, Tick } from '../axes/frame.js';
import { logDomain, logTicks, type Domain } from '../axes/log-axis.js';
import { frameBelow } from '../page.js';
import { isDrawable, type Scales } from './curve-marks.js';

/** Positions of the data, and the ticks of both axes. */
export interface ReachScales extends Scales {
  readonly frame: Frame;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

/** Masses of the axis: those of the curves, GeV. */
export function massDomain(curves: readonly LimitCurve[]): Domain {
  return logDomain(
    curves.flatMap((curve) => curve.points.map((point) => point.mass)),
    [0.1, 10],
  );
}

/**
 * Logarithmic scales into a frame. The couplings of curves and published points fill the frame up to `headroom`
 * px below its top: the axis goes on above them, so that a legend there covers nothing.
 */
export function reachScales(
  curves: readonly LimitCurve[],
  published: readonly number[],
  masses: Domain,
  headroom: number,
): ReachScales {
  const drawn = curves.flatMap((curve) => curve.points.filter(isDrawable).flatMap((point) => [...point.coupling]));
  const [low, high] = paddedDomain([...drawn, ...published]);
  const frame = frameBelow(headroom);
  const { left, right, top, bottom } = frame;
  const share = (bottom - top) / (bottom - top - headroom);
  const couplings: Domain = [low, low * (high / low) ** share];
  const x = scaleLog(masses, [left, right]);
  const y = scaleLog(couplings, [bottom, top]);
  return { frame, x, y, xTicks: logTicks(masses, x), yTicks: logTicks(couplings, y) };
}

function paddedDomain(values: readonly number[]): Domain {
  const usable = values.filter((value) => value > 0 && Number.isFinite(value));
  if (usable.length === 0) return [1e-5, 1e-2];
  return [Math.min(...usable) / 1.5, Math.max(...usable) * 1.25];
}
