import { threefry2x32, uniformFrom } from '@darkreach/kernels';
import { normalFromUniform } from '../../toys/normal-from-uniform.js';

/** Least degrees of freedom; tails like x^-(8 + size) cover those of any likelihood of counts. */
const DEGREES = 8;

/** A draw in standard units, and ln of its density up to a constant. */
export interface StudentDraw {
  readonly point: Float64Array;
  readonly logDensity: number;
}

/**
 * Draws of a multivariate Student distribution, z sqrt(nu / chi^2), with nu = 8 degrees of freedom, or a quarter of
 * the dimensions (with fewer the radius would spread far more than that of a normal distribution): a function of (key,
 * draw) alone, by Threefry counters (draw, stream). Each call overwrites the point of the last one.
 */
export function studentDraws(key: readonly [number, number], size: number): (draw: number) => StudentDraw {
  const point = new Float64Array(size);
  const pairs = Math.max(DEGREES / 2, Math.ceil(size / 8));
  const degrees = 2 * pairs;
  return (draw) => {
    let squares = 0;
    let chiSquared = 0;
    for (let i = 0; i < pairs; i++) chiSquared -= 2 * Math.log(uniformFrom(threefry2x32(key, [draw, i])[0]));
    const stretch = Math.sqrt(degrees / chiSquared);
    for (let i = 0; i < size; i += 2) {
      const words = threefry2x32(key, [draw, pairs + (i >> 1)]);
      for (let j = i; j < Math.min(size, i + 2); j++) {
        const z = normalFromUniform(uniformFrom(words[j - i]!)) * stretch;
        point[j] = z;
        squares += z * z;
      }
    }
    return { point, logDensity: -0.5 * (degrees + size) * Math.log1p(squares / degrees) };
  };
}
