import { THREEFRY_PARITY, THREEFRY_ROTATIONS, THREEFRY_ROUNDS } from '../random/threefry.js';
import type { Lowering } from './inline.js';
import { POLYNOMIAL_LOWERING } from './polynomials.js';
import type { PrintStyle } from './print.js';

export type Backend = 'webgpu' | 'webasm' | 'cpu';

/** What the text of a kernel looks like on one backend. */
export interface Dialect {
  readonly backend: Backend;
  readonly lowering: Lowering;
  readonly style: PrintStyle;
  /** Declares a 32-bit integer local that stays one; gpu.js takes `const` for a float. */
  readonly integer: (name: string, value: string) => string;
  /** a + b of 32-bit integers, wrapping. */
  readonly add: (a: string, b: string) => string;
  /** A float expression from the integer `name`: (name >>> 8 + 1/2) 2^-24. */
  readonly uniform: (name: string) => string;
}

/** `let h = this.output.x` has an integer type on every backend, and `h++` keeps gpu.js from making it a float. */
const integerLocal = (name: string, value: string): string =>
  `  let ${name} = this.output.x; ${name}++; ${name} = ${value};`;

const DIALECTS: Readonly<Record<Backend, Dialect>> = {
  cpu: {
    backend: 'cpu',
    lowering: {},
    style: { wholeFloat: (text) => text },
    integer: integerLocal,
    add: (a, b) => `((${a} + ${b}) | 0)`,
    uniform: (name) => `((${name} >>> 8) + 0.5) * 5.9604644775390625e-8`,
  },
  webasm: {
    backend: 'webasm',
    lowering: POLYNOMIAL_LOWERING,
    style: { wholeFloat: (text) => `Math.fround(${text})` },
    integer: integerLocal,
    add: (a, b) => `(${a} + ${b})`,
    uniform: (name) => `Math.fround(${name} >>> 8) * 5.9604644775390625e-8 + 2.98023223876953125e-8`,
  },
  webgpu: {
    backend: 'webgpu',
    lowering: {},
    style: { wholeFloat: (text) => text },
    integer: integerLocal,
    add: (a, b) => `(${a} + ${b})`,
    uniform: (name) => `((${name} >>> 8) + 0.5) * 5.9604644775390625e-8`,
  },
};

export function dialectOf(backend: Backend): Dialect {
  return DIALECTS[backend];
}

/**
 * Statements that leave Threefry2x32-20 of key (key0, key1) and counter (event, stream) in the integers
 * `w{stream}a` and `w{stream}b`. `key2` must hold key0 ^ key1 ^ parity.
 */
export function printThreefry(
  dialect: Dialect,
  event: string,
  stream: string,
  words: readonly [string, string],
): string {
  const [x0, x1] = words;
  const lines = [dialect.integer(x0, dialect.add(event, 'key0')), dialect.integer(x1, dialect.add(stream, 'key1'))];
  for (let round = 0; round < THREEFRY_ROUNDS; round++) {
    const rotation = THREEFRY_ROTATIONS[round % 8]!;
    lines.push(`  ${x0} = ${dialect.add(x0, x1)};`);
    lines.push(`  ${x1} = ((${x1} << ${rotation}) | (${x1} >>> ${32 - rotation})) ^ ${x0};`);
    if (round % 4 !== 3) continue;
    const injection = (round + 1) / 4;
    lines.push(`  ${x0} = ${dialect.add(x0, `key${injection % 3}`)};`);
    lines.push(`  ${x1} = ${dialect.add(dialect.add(x1, `key${(injection + 1) % 3}`), String(injection))};`);
  }
  return lines.join('\n');
}

/** `key2` of the key schedule from `key0` and `key1`. */
export function printKeySchedule(dialect: Dialect): string {
  return dialect.integer('key2', `(key0 ^ key1) ^ ${THREEFRY_PARITY}`);
}
