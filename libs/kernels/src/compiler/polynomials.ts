/**
 * Elementary functions as formulas, for backends that call JavaScript for each lane of Math.log and its like. In single
 * precision: relative error below 3e-7 for log and exp, absolute error below 3e-7 for the others. Coefficients are
 * minimax fits made for this project by Remez exchange in 40 digits.
 *
 * Powers of two are taken apart and put together by halving steps, because the dialect of kernels has no way to the bits
 * of a float. Where the range of an argument is known the compiler drops the steps that are not needed.
 */

/** ln x for x in [2^-62, 2^64]: x = 2^k m with m in [1/2, 2), then the series of 2 atanh s in s = (m - 1)/(m + 1). */
export function polynomialLog(x: number): number {
  const a0 = x * 9223372036854775808;
  const a1 = a0 >= 18446744073709551616 ? a0 * 5.421010862427522e-20 : a0;
  const k1 = a0 >= 18446744073709551616 ? 2 : -62;
  const a2 = a1 >= 4294967296 ? a1 * 2.3283064365386963e-10 : a1;
  const k2 = a1 >= 4294967296 ? k1 + 32 : k1;
  const a3 = a2 >= 65536 ? a2 * 1.52587890625e-5 : a2;
  const k3 = a2 >= 65536 ? k2 + 16 : k2;
  const a4 = a3 >= 256 ? a3 * 0.00390625 : a3;
  const k4 = a3 >= 256 ? k3 + 8 : k3;
  const a5 = a4 >= 16 ? a4 * 0.0625 : a4;
  const k5 = a4 >= 16 ? k4 + 4 : k4;
  const a6 = a5 >= 4 ? a5 * 0.25 : a5;
  const k6 = a5 >= 4 ? k5 + 2 : k5;
  // m = a6 / 2, hence s = (a6 - 2) / (a6 + 2).
  const s = (a6 - 2) / (a6 + 2);
  const z = s * s;
  const series =
    s * (2 + z * (0.6666627130693299 + z * (0.4002829577737557 + z * (0.27906535019165863 + z * 0.284292384761007))));
  return k6 * 0.6931471805599453 + series;
}

/** exp x for x in [-87, 87]: x = k ln 2 + r, a polynomial in r, and 2^k by doubling steps. */
export function polynomialExp(x: number): number {
  const clamped = Math.min(Math.max(x, -87), 87);
  const k = Math.floor(clamped * 1.4426950408889634 + 0.5);
  const r = clamped - k * 0.693359375 + k * 2.1219444005469057e-4;
  const p0 =
    1 +
    r *
      (1 + r * (0.4999923179063531 + r * (0.16667114467703937 + r * (0.04189011327219248 + r * 0.008312524608543281))));
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

/** Reduction of an angle: x = k pi + r with |r| <= pi/2, and the sign (-1)^k that sine and cosine take; |x| below 1e4. */
export function halfTurns(x: number): readonly [r: number, sign: number] {
  const k = Math.floor(x * 0.3183098861837907 + 0.5);
  const r = x - k * 3.140625 - k * 9.67653589793e-4;
  const half = k * 0.5;
  return [r, 1 - 4 * (half - Math.floor(half))];
}

/** sin x for |x| below 1e4. */
export function polynomialSin(x: number): number {
  const [r, sign] = halfTurns(x);
  const z = r * r;
  const p =
    z * (-0.1666665709271197 + z * (0.008333017197944663 + z * (-1.980660839158322e-4 + z * 2.6000396135499876e-6)));
  return sign * r * (1 + p);
}

/** cos x for |x| below 1e4. */
export function polynomialCos(x: number): number {
  const [r, sign] = halfTurns(x);
  const z = r * r;
  const p =
    z * (-0.49999932266312865 + z * (0.04166398866404269 + z * (-0.001385592072565491 + z * 2.3194230609479612e-5)));
  return sign * (1 + p);
}

/** The smaller of two numbers: one comparison and one choice, where the machine's minimum also looks after NaN and -0. */
export function smaller(a: number, b: number): number {
  return a < b ? a : b;
}

/** The larger of two numbers. */
export function larger(a: number, b: number): number {
  return a > b ? a : b;
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
    (1 + z * (-0.33332756460203262 + z * (0.19971871826543479 + z * (-0.13824375059361119 + z * 0.07902345260369111))));
  const octant = ratio > 0.4142135623730951 ? 0.7853981633974483 + series : series;
  const quarter = ay > ax ? 1.5707963267948966 - octant : octant;
  const half = x < 0 ? 3.141592653589793 - quarter : quarter;
  return y < 0 ? -half : half;
}

/** Formulas that the polynomials themselves call. */
export const POLYNOMIALS = [
  polynomialLog,
  polynomialExp,
  halfTurns,
  polynomialSin,
  polynomialCos,
  polynomialTanh,
  polynomialAtan2,
  smaller,
  larger,
];

/** Which functions of Math are replaced by which polynomial. */
export const POLYNOMIAL_LOWERING = {
  'Math.log': polynomialLog,
  'Math.exp': polynomialExp,
  'Math.sin': polynomialSin,
  'Math.cos': polynomialCos,
  'Math.tanh': polynomialTanh,
  'Math.atan2': polynomialAtan2,
  'Math.min': smaller,
  'Math.max': larger,
} as const;
