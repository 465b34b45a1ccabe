import { InvalidResultError } from '../errors.js';

/** Largest number of a field of type int32. */
const LARGEST_INT32 = 2 ** 31 - 1;

/** @throws InvalidResultError unless the value is an integer from 0 to `largest` (2^53 - 1 unless given) */
export function expectCount(value: number, name: string, largest = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= largest) return;
  throw new InvalidResultError(`${name} is ${value}; allowed is an integer from 0 to ${largest}`);
}

/** As `expectCount`, for what is an int32 on the wire. */
export function expectIndex(value: number, name: string): void {
  expectCount(value, name, LARGEST_INT32);
}

/** @throws InvalidResultError unless the list has so many numbers */
export function expectLength(values: ArrayLike<number>, name: string, length: number): void {
  if (values.length !== length) {
    throw new InvalidResultError(`${name} has ${values.length} numbers; allowed are ${length}`);
  }
}

/** @throws InvalidResultError unless the text is one of those allowed */
export function expectOneOf<T extends string>(value: string, name: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new InvalidResultError(`${name} is ${JSON.stringify(value.slice(0, 40))}; allowed are ${allowed.join(', ')}`);
  }
  return found;
}

/** Proto3 leaves out a number that is zero, and with it the sign of zero: it has none here. */
export function withoutSignOfZero(value: number): number {
  return value === 0 ? 0 : value;
}
