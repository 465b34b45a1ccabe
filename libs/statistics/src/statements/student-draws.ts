import { threefry2x32, uniformFrom } from '@darkreach/kernels';
import { normalFromUniform } from '../toys/normal-from-uniform.js';

/** Degrees of freedom; tails like x^-(8 + size) cover those of any likelihood of counts. */
const DEGREES = 8;

/** A draw in standard units, and ln of its density up to a constant. */
export interface StudentDraw {
  readonly point: Float64Array;
  readonly logDensity: number;
}

/**
 * Draws of a multivariate Student distribution with 8 degrees of freedom, z sqrt(8 / chi^2): a function of (key, draw)
 * alone, by Threefry counters (draw, stream). Each call overwrites the point of the last one.
 */
export function studentDraws(key: readonly [number, number], size: number): (draw: number) => StudentDraw {
  const point = new Float64Array(size);
  return (draw) => {
    let squares = 0;
    const [a, b] = threefry2x32(key, [draw, 0]);
    const [c, d] = threefry2x32(key, [draw, 1]);
    const chiSquared = -2 * [a, b, c, d].reduce((sum, word) => sum + Math.log(uniformFrom(word)), 0);
    const stretch = Math.sqrt(DEGREES / chiSquared);
    for (let i = 0; i < size; i += 2) {
      const words = threefry2x32(key, [draw, 2 + (i >> 1)]);
      for (let j = i; j < Math.min(size, i + 2); j++) {
        const z = normalFromUniform(uniformFrom(words[j - i]!)) * stretch;
        point[j] = z;
        squares += z * z;
      }
    }
    return { point, logDensity: -0.5 * (DEGREES + size) * Math.log1p(squares / DEGREES) };
  };
}
