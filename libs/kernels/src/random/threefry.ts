/** Rotations of Threefry2x32 (Salmon et al., SC'11, doi:10.1145/2063384.2063405, table 4). */
export const THREEFRY_ROTATIONS: readonly number[] = [13, 15, 26, 6, 17, 29, 16, 24];
/** Parity constant of the key schedule. */
export const THREEFRY_PARITY = 0x1bd11bda;
export const THREEFRY_ROUNDS = 20;

/**
 * Threefry2x32-20: two 32-bit words from a key and a counter of two 32-bit words each. Counter-based, so every event
 * has its own numbers, whoever computes it and whenever.
 * @returns two signed 32-bit integers (the bits count; `>>> 0` reads them as unsigned)
 * @see doi:10.1145/2063384.2063405
 * @example
 * threefry2x32([0, 0], [0, 0]).map((word) => (word >>> 0).toString(16)) // ['6b200159', '99ba4efe']
 */
export function threefry2x32(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const schedule = [key[0] | 0, key[1] | 0, THREEFRY_PARITY ^ key[0] ^ key[1]] as const;
  let x0 = (counter[0] + schedule[0]) | 0;
  let x1 = (counter[1] + schedule[1]) | 0;
  for (let round = 0; round < THREEFRY_ROUNDS; round++) {
    const rotation = THREEFRY_ROTATIONS[round % 8]!;
    x0 = (x0 + x1) | 0;
    x1 = (x1 << rotation) | (x1 >>> (32 - rotation));
    x1 ^= x0;
    if (round % 4 !== 3) continue;
    const injection = (round + 1) / 4;
    x0 = (x0 + schedule[injection % 3]!) | 0;
    x1 = (x1 + schedule[(injection + 1) % 3]! + injection) | 0;
  }
  return [x0, x1];
}

/**
 * The upper 23 bits of a word as a uniform deviate in (0, 1): (k + 1/2) 2^-23. With 24 bits the largest would round to 1
 * in single precision, where ln(1 - u) has no value.
 */
export function uniformFrom(word: number): number {
  return ((word >>> 9) + 0.5) * 2 ** -23;
}

/** Bounds of every uniform deviate. */
export const UNIFORM_RANGE = { low: 2 ** -24, high: 1 - 2 ** -24 };

/** The uniform deviates of one event: stream `i` of the counter (event, stream) gives deviates 2i and 2i + 1. */
export function eventUniforms(key: readonly [number, number], event: number, count: number): number[] {
  const uniforms: number[] = [];
  for (let stream = 0; uniforms.length < count; stream++) {
    const [x0, x1] = threefry2x32(key, [event, stream]);
    uniforms.push(uniformFrom(x0), uniformFrom(x1));
  }
  return uniforms.slice(0, count);
}
