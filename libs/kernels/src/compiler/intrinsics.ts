/** The functions and constants of Math that a formula may use. */
export const INTRINSICS: Readonly<Record<string, (...values: number[]) => number>> = {
  'Math.log': Math.log,
  'Math.exp': Math.exp,
  'Math.sin': Math.sin,
  'Math.cos': Math.cos,
  'Math.tanh': Math.tanh,
  'Math.atan2': Math.atan2,
  'Math.sqrt': Math.sqrt,
  'Math.abs': Math.abs,
  'Math.min': Math.min,
  'Math.max': Math.max,
  'Math.floor': Math.floor,
};

export const MATH_CONSTANTS: Readonly<Record<string, number>> = { 'Math.PI': Math.PI, 'Math.LN2': Math.LN2 };
