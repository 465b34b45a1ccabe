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

/**
 * A model whose signal strength ends elsewhere; as it is where nothing is asked for.
 * @throws {InvalidInputError} for an end that is not above the lower bound
 */
export function withUpperBound(model: Model, upper: number | undefined): Model {
  if (upper === undefined) return model;
  const { name, lower, initial } = model.parameters[model.pointOfInterest]!;
  if (!(upper > Math.max(0, lower)))
    throw new InvalidInputError(`--mu-max: ${name} ends at ${upper}; allowed: a number above ${Math.max(0, lower)}`);
  const parameters = model.parameters.map((parameter, p) =>
    p === model.pointOfInterest ? { ...parameter, upper, initial: Math.min(initial, upper) } : parameter,
  );
  return { ...model, parameters };
}
