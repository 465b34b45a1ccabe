import { InvalidModelError } from '../../errors.js';

/** Throws InvalidModelError unless n is a count and 0 < cl < 1. */
export function checkCounting(n: number, cl: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new InvalidModelError(`observed events: ${n} is not 0, 1, 2, ...`);
  if (!(cl > 0 && cl < 1)) throw new InvalidModelError(`cl: ${cl} is not between 0 and 1`);
}

/** Throws InvalidModelError unless `least` <= value < infinity; `name` says whose value it is. */
export function checkAtLeast(name: string, value: number, least: number): void {
  if (!(value >= least && value < Infinity)) throw new InvalidModelError(`${name}: ${value} is not at least ${least}`);
}

/** Throws InvalidModelError unless 0 < value < infinity; `name` says whose value it is. */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new InvalidModelError(`${name}: ${value} is not positive`);
}
