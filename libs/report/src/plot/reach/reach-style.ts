import { brazilBand, colourOf } from '../palette.js';
import type { CurveStyle } from './curve-marks.js';

/** A single curve in green and yellow with a black median, one of several in translucent bands of its own colour. */
export function curveStyle(index: number, curves: number): CurveStyle {
  if (curves === 1) return { ...brazilBand, oneOpacity: 1, twoOpacity: 1 };
  const colour = colourOf(index);
  return { median: colour, one: colour, two: colour, oneOpacity: 0.3, twoOpacity: 0.2 };
}
