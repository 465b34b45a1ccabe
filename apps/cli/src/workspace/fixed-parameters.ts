import type { Model } from '@darkreach/statistics';
import { InvalidInputError } from '../errors.js';

/**
 * A model with some parameters held: `mu=1`, `gamma[3]=1.02`, or `gamma=1` for all bins of a set.
 * @throws {InvalidInputError} for what is no such text, a parameter that does not exist, a value outside its bounds
 */
export function withFixed(model: Model, texts: readonly string[]): Model {
  return texts.reduce(hold, model);
}

function hold(model: Model, text: string): Model {
  const [, name = '', given = ''] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  const value = Number(given);
  if (name === '' || given.trim() === '' || !Number.isFinite(value))
    throw new InvalidInputError(`--fixed ${text}: it is no assignment; allowed: <parameter>=<number>`);
  const held = indicesOf(model, name, text);
  for (const p of held) {
    const { name: own, lower, upper } = model.parameters[p]!;
    if (!(value >= lower && value <= upper))
      throw new InvalidInputError(`--fixed ${text}: ${own} is ${value}; allowed: ${lower} to ${upper}, its bounds`);
  }
  const parameters = model.parameters.map((parameter, p) =>
    held.includes(p) ? { ...parameter, initial: value, fixed: true } : parameter,
  );
  return { ...model, parameters };
}

function indicesOf({ parameters, parameterSets }: Model, name: string, text: string): readonly number[] {
  const set = parameterSets.find((one) => one.name === name);
  if (set !== undefined) return Array.from({ length: set.size }, (_, i) => set.first + i);
  const index = parameters.findIndex((parameter) => parameter.name === name);
  if (index >= 0) return [index];
  const names = parameterSets.map((one) => (one.size === 1 ? one.name : `${one.name}[0..${one.size - 1}]`));
  const shown = names.length <= 12 ? names.join(', ') : `${names.slice(0, 12).join(', ')} ... (${names.length})`;
  throw new InvalidInputError(`--fixed ${text}: there is no parameter ${name}; allowed: ${shown}`);
}
