// Pseudo-experiments at the truth: (n, a), with the frequency of each n where a is not measured.
import { threefry2x32, uniformFrom } from '../../dist/libs/kernels/src/index.js';
import { normalQuantile } from '../../dist/libs/statistics/src/limits/normal.js';
import { poissonFromUniform } from '../../dist/libs/statistics/src/toys/poisson-from-uniform.js';

const KEY = [20260, 9010];

/** n ~ Pois(mu + b) and, where b is uncertain, a ~ N(0, 1); the truth has b at its nominal value. */
export function pseudoExperiments({ background, uncertain, mu }, size) {
  return Array.from({ length: size }, (_, i) => {
    const [x, y] = threefry2x32(KEY, [i, 0]);
    return {
      n: poissonFromUniform(uniformFrom(x), mu + background),
      a: uncertain ? normalQuantile(uniformFrom(y)) : 0,
    };
  });
}
