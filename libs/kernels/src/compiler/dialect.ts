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
  /** A float expression from the integer `name`: (name >>> 9 + 1/2) 2^-23. */
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
    uniform: (name) => `((${name} >>> 9) + 0.5) * 1.1920928955078125e-7`,
  },
  webasm: {
    backend: 'webasm',
    lowering: POLYNOMIAL_LOWERING,
    style: { wholeFloat: (text) => `Math.fround(${text})` },
    integer: integerLocal,
    add: (a, b) => `(${a} + ${b})`,
    uniform: (name) => `Math.fround(${name} >>> 9) * 1.1920928955078125e-7 + 5.9604644775390625e-8`,
  },
  webgpu: {
    backend: 'webgpu',
    lowering: {},
    style: { wholeFloat: (text) => text },
    integer: integerLocal,
    add: (a, b) => `(${a} + ${b})`,
    uniform: (name) => `((${name} >>> 9) + 0.5) * 1.1920928955078125e-7`,
  },
};

export function dialectOf(backend: Backend): Dialect {
  return DIALECTS[backend];
}

/** One Threefry block of a kernel: its counter (event, stream) and the integers that take its two words. */
export interface ThreefryBlock {
  readonly event: string;
  readonly stream: string;
  readonly words: readonly [string, string];
}

/**
 * Statements of Threefry2x32-20 with key (key0, key1) for several counters, round by round side by side, so that the
 * processor need not wait for one block's additions. `printKeySchedule` comes before.
 */
export function printThreefry(dialect: Dialect, blocks: readonly ThreefryBlock[]): string {
  const lines = blocks.flatMap(({ event, stream, words }) => [
    dialect.integer(words[0], dialect.add(event, 'key0')),
    dialect.integer(words[1], dialect.add(stream, 'key1')),
  ]);
  for (let round = 0; round < THREEFRY_ROUNDS; round++) {
    lines.push(...blocks.map(({ words: [x0, x1] }) => `  ${x0} = ${dialect.add(x0, x1)};`));
    lines.push(...blocks.map(({ words: [x0, x1] }) => `  ${x1} = ${rotated(x1, round)} ^ ${x0};`));
    if (round % 4 !== 3) continue;
    for (const { words } of blocks) lines.push(...injection(dialect, words, (round + 1) / 4));
  }
  return lines.join('\n');
}

function rotated(word: string, round: number): string {
  const rotation = THREEFRY_ROTATIONS[round % 8]!;
  return `((${word} << ${rotation}) | (${word} >>> ${32 - rotation}))`;
}

function injection(dialect: Dialect, [x0, x1]: readonly [string, string], count: number): string[] {
  return [`  ${x0} = ${dialect.add(x0, `key${count % 3}`)};`, `  ${x1} = ${dialect.add(x1, `inject${count}`)};`];
}

/** What is the same for all blocks: `key2`, and for each injection the key word with its count, `inject1` to `inject5`. */
export function printKeySchedule(dialect: Dialect): string {
  const counts = Array.from({ length: THREEFRY_ROUNDS / 4 }, (_, i) => i + 1);
  return [
    dialect.integer('key2', `(key0 ^ key1) ^ ${THREEFRY_PARITY}`),
    ...counts.map((count) => dialect.integer(`inject${count}`, dialect.add(`key${(count + 1) % 3}`, String(count)))),
  ].join('\n');
}
