// Pseudo-experiments at the truth: (n, a), with the frequency of each n where a is not measured.
import { threefry2x32, uniformFrom } from '../../dist/libs/kernels/src/index.js';
import { poissonCdf } from '../../dist/libs/statistics/src/statements/counting/counting.js';
import { normalQuantile } from '../../dist/libs/statistics/src/numerics/normal.js';

const KEY = [20260, 9010];

/** n ~ Pois(mu + b) and, where b is uncertain, a ~ N(0, 1); the truth has b at its nominal value. */
export function pseudoExperiments({ background, uncertain, mu }, size) {
  const count = poissonQuantile(mu + background);
  return Array.from({ length: size }, (_, i) => {
    const [x, y] = threefry2x32(KEY, [i, 0]);
    return {
      n: count(uniformFrom(x)),
      a: uncertain ? normalQuantile(uniformFrom(y)) : 0,
    };
  });
}

/** The smallest count whose distribution function is at least u. */
function poissonQuantile(rate) {
  const cdf = [poissonCdf(0, rate)];
  return (u) => {
    while (cdf.at(-1) < u) cdf.push(poissonCdf(cdf.length, rate));
    return cdf.findIndex((p) => p >= u);
  };
}
