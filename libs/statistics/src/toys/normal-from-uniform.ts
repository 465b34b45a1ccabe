import { logarithmByRoots } from './logarithm-by-roots.js';

/**
 * The standard normal deviate of a uniform one, z = sqrt(2) erfinv(2u - 1), by the single-precision polynomials of
 * M. Giles, "Approximating the erfinv function", GPU Computing Gems 2 (2011), ch. 10; relative error below 1e-6.
 */
export function normalFromUniform(u: number): number {
  const w = -logarithmByRoots(4 * u * (1 - u));
  const c = w - 2.5;
  const centre =
    1.50140941 +
    c *
      (0.246640727 +
        c *
          (-0.00417768164 +
            c *
              (-0.00125372503 +
                c *
                  (0.00021858087 +
                    c * (-4.39150654e-6 + c * (-3.5233877e-6 + c * (3.43273939e-7 + c * 2.81022636e-8)))))));
  const t = Math.sqrt(Math.max(w, 5)) - 3;
  const tail =
    2.83297682 +
    t *
      (1.00167406 +
        t *
          (0.00943887047 +
            t *
              (-0.0076224613 +
                t *
                  (0.00573950773 +
                    t * (-0.00367342844 + t * (0.00134934322 + t * (0.000100950558 + t * -0.000200214257)))))));
  const factor = w < 5 ? centre : tail;
  return 1.4142135623730951 * factor * (2 * u - 1);
}
