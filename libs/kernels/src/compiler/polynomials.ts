/**
 * Elementary functions as formulas, for backends that call JavaScript for each lane of Math.log and its like. Single
 * precision: relative error below 3e-7 for exp, absolute below 2e-7 for the others over the stated ranges (see spec).
 */

/** ln x for x in [2^-64, 2^64]: halving steps to [1, 2), then the series of atanh in s = (m - 1)/(m + 1). */
export function polynomialLog(x: number): number {
  const a0 = x < 1 ? 1 / x : x;
  const a1 = a0 >= 4294967296 ? a0 * 2.3283064365386963e-10 : a0;
  const e1 = a0 >= 4294967296 ? 22.18070977791825 : 0;
  const a2 = a1 >= 65536 ? a1 * 1.52587890625e-5 : a1;
  const e2 = a1 >= 65536 ? e1 + 11.090354888959125 : e1;
  const a3 = a2 >= 256 ? a2 * 0.00390625 : a2;
  const e3 = a2 >= 256 ? e2 + 5.545177444479562 : e2;
  const a4 = a3 >= 16 ? a3 * 0.0625 : a3;
  const e4 = a3 >= 16 ? e3 + 2.772588722239781 : e3;
  const a5 = a4 >= 4 ? a4 * 0.25 : a4;
  const e5 = a4 >= 4 ? e4 + 1.3862943611198906 : e4;
  const a6 = a5 >= 1.4142135623730951 ? a5 * 0.5 : a5;
  const e6 = a5 >= 1.4142135623730951 ? e5 + 0.6931471805599453 : e5;
  const a7 = a6 >= 1.4142135623730951 ? a6 * 0.5 : a6;
  const e7 = a6 >= 1.4142135623730951 ? e6 + 0.6931471805599453 : e6;
  const s = (a7 - 1) / (a7 + 1);
  const z = s * s;
  const series = s * (2 + z * (0.6666666666666666 + z * (0.4 + z * (0.2857142857142857 + z * 0.2222222222222222))));
  const logarithm = e7 + series;
  return x < 1 ? -logarithm : logarithm;
}

/** exp x for x in [-87, 87]: x = k ln 2 + r, a Taylor polynomial in r, and 2^k by doubling steps. */
export function polynomialExp(x: number): number {
  const clamped = Math.min(Math.max(x, -87), 87);
  const k = Math.floor(clamped * 1.4426950408889634 + 0.5);
  const r = clamped - k * 0.693359375 + k * 2.1219444005469057e-4;
  const p0 =
    1 +
    r *
      (1 +
        r *
          (0.5 +
            r *
              (0.16666666666666666 +
                r * (0.041666666666666664 + r * (0.008333333333333333 + r * 0.001388888888888889)))));
  const n = Math.abs(k);
  const p1 = n >= 64 ? 18446744073709551616 : 1;
  const n1 = n >= 64 ? n - 64 : n;
  const p2 = n1 >= 32 ? p1 * 4294967296 : p1;
  const n2 = n1 >= 32 ? n1 - 32 : n1;
  const p3 = n2 >= 16 ? p2 * 65536 : p2;
  const n3 = n2 >= 16 ? n2 - 16 : n2;
  const p4 = n3 >= 8 ? p3 * 256 : p3;
  const n4 = n3 >= 8 ? n3 - 8 : n3;
  const p5 = n4 >= 4 ? p4 * 16 : p4;
  const n5 = n4 >= 4 ? n4 - 4 : n4;
  const p6 = n5 >= 2 ? p5 * 4 : p5;
  const n6 = n5 >= 2 ? n5 - 2 : n5;
  const power = n6 >= 1 ? p6 * 2 : p6;
  return k < 0 ? p0 / power : p0 * power;
}

/** sin r and cos r for |r| <= pi/4 (Taylor polynomials). */
export function quarterSinCos(r: number): readonly [sine: number, cosine: number] {
  const z = r * r;
  const sine =
    r *
    (1 +
      z *
        (-0.16666666666666666 + z * (0.008333333333333333 + z * (-1.984126984126984e-4 + z * 2.7557319223985893e-6))));
  const cosine = 1 + z * (-0.5 + z * (0.041666666666666664 + z * (-0.001388888888888889 + z * 2.48015873015873e-5)));
  return [sine, cosine];
}

/** Reduction of an angle to |r| <= pi/4 and a quadrant 0, 1, 2 or 3; for |x| below 1e4. */
export function quadrant(x: number): readonly [r: number, index: number] {
  const k = Math.floor(x * 0.6366197723675814 + 0.5);
  const r = x - k * 1.5703125 - k * 4.838267948966e-4;
  const index = k - 4 * Math.floor(k * 0.25);
  return [r, index];
}

/** sin x for |x| below 1e4. */
export function polynomialSin(x: number): number {
  const [r, index] = quadrant(x);
  const [sine, cosine] = quarterSinCos(r);
  const value = index === 1 || index === 3 ? cosine : sine;
  return index >= 2 ? -value : value;
}

/** cos x for |x| below 1e4. */
export function polynomialCos(x: number): number {
  const [r, index] = quadrant(x);
  const [sine, cosine] = quarterSinCos(r);
  const value = index === 1 || index === 3 ? sine : cosine;
  return index === 1 || index === 2 ? -value : value;
}

/**
 * tanh x as an odd rational function, minimax on |x| <= 8.7 (relative error 1.5e-8 before rounding; fitted for this
 * project by reweighted least squares in 40 digits); beyond, tanh is +-1 in single precision.
 */
export function polynomialTanh(x: number): number {
  const y = Math.min(Math.max(x, -8.7), 8.7);
  const z = y * y;
  const above =
    0.99999998543477662 +
    z * (0.13400516691783214 + z * (0.0035188021574834918 + z * (2.099474037862002e-5 + z * 1.3898799903897214e-8)));
  const below =
    1 +
    z * (0.46733837004294765 + z * (0.025965118345188807 + z * (0.00033237409178055775 + z * 7.9970243472482504e-7)));
  return (y * above) / below;
}

/** The angle of (x, y) in (-pi, pi], by reduction to |t| <= tan(pi/8). */
export function polynomialAtan2(y: number, x: number): number {
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  const large = Math.max(ax, ay);
  const ratio = large > 0 ? Math.min(ax, ay) / large : 0;
  const t = ratio > 0.4142135623730951 ? (ratio - 1) / (ratio + 1) : ratio;
  const z = t * t;
  const series =
    t *
    (1 +
      z *
        (-0.3333333333333333 +
          z * (0.2 + z * (-0.14285714285714285 + z * (0.1111111111111111 + z * (-0.09090909090909091 + z * 0.07))))));
  const octant = ratio > 0.4142135623730951 ? 0.7853981633974483 + series : series;
  const quarter = ay > ax ? 1.5707963267948966 - octant : octant;
  const half = x < 0 ? 3.141592653589793 - quarter : quarter;
  return y < 0 ? -half : half;
}

/** Formulas that the polynomials themselves call. */
export const POLYNOMIALS = [
  polynomialLog,
  polynomialExp,
  quarterSinCos,
  quadrant,
  polynomialSin,
  polynomialCos,
  polynomialTanh,
  polynomialAtan2,
];

/** Which functions of Math are replaced by which polynomial. */
export const POLYNOMIAL_LOWERING = {
  'Math.log': polynomialLog,
  'Math.exp': polynomialExp,
  'Math.sin': polynomialSin,
  'Math.cos': polynomialCos,
  'Math.tanh': polynomialTanh,
  'Math.atan2': polynomialAtan2,
} as const;
