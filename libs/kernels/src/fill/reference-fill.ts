import type { FillRequest, FillResult } from '../event-kernel.js';
import { eventUniforms } from '../random/threefry.js';
import { binNumber, WEIGHT_TOLERANCE } from './encode.js';

/** The same fill in double precision, event by event, by calling the formula itself: what every device is checked against. */
export function referenceFill(request: FillRequest): FillResult {
  const { kernel, bins, low, high } = request;
  const sumw = new Float64Array(bins + 2);
  const sumw2 = new Float64Array(bins + 2);
  const largest = kernel.weight.kind === 'linear' ? 1 : kernel.weight.high;
  let rejected = 0;
  let clipped = 0;
  for (let i = 0; i < request.events; i++) {
    const uniforms = eventUniforms(request.key, request.firstEvent + i, kernel.uniforms);
    const [observable, weight] = kernel.event(...uniforms, request.parameters);
    if (!(weight > 0)) rejected++;
    else if (!(weight <= WEIGHT_TOLERANCE * largest && observable < 1e30)) clipped++;
    else {
      const bin = binNumber(observable, low, bins / (high - low), bins);
      sumw[bin]! += weight;
      sumw2[bin]! += weight * weight;
    }
  }
  return { sumw, sumw2, rejected, clipped };
}
