import type { Model } from '@darkreach/statistics';
import { InvalidInputError } from '../errors.js';

/**
 * Refuses a signal strength that the model does not allow.
 * @throws {InvalidInputError} naming the parameter and its bounds
 */
export function checkStrength({ parameters, pointOfInterest }: Model, mu: number): void {
  const { name, lower, upper } = parameters[pointOfInterest]!;
  if (mu >= lower && mu <= upper) return;
  throw new InvalidInputError(`--mu: ${name} is ${mu}; allowed: ${lower} to ${upper}, its bounds in the measurement`);
}
