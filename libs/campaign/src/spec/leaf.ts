import { z } from 'zod';

/** Why a value is refused, in words that complete "<given> ...". */
interface Refusal {
  readonly problem: string;
  readonly allowed: string;
}

export type Reading<T> = { readonly kind: 'read'; readonly value: T } | ({ readonly kind: 'refused' } & Refusal);

export function read<T>(value: T): Reading<T> {
  return { kind: 'read', value };
}

export function refuse(problem: string, allowed: string): Reading<never> {
  return { kind: 'refused', problem, allowed };
}

/** A scalar of the campaign file: how it is read, and what an editor is told about it. */
export function leaf<T>(reader: (given: unknown) => Reading<T>, editor: Readonly<Record<string, unknown>>) {
  return z
    .unknown()
    .meta(editor)
    .transform((given, context): T => {
      const reading = reader(given);
      if (reading.kind === 'read') return reading.value;
      const { problem, allowed } = reading;
      context.issues.push({
        code: 'custom',
        input: given,
        params: { problem: given === undefined ? 'is missing' : problem, allowed },
      });
      return z.NEVER;
    });
}

/** A mapping whose keys are these and no others; its messages carry the keys, for suggestions. */
export function section<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  return z.strictObject(shape, { error: () => Object.keys(shape).join(', ') });
}

/** A list of 1 to `most` entries. */
export function list<Item extends z.ZodType>(item: Item, most: number, what: string) {
  return z
    .array(item, { error: () => `a list of 1 to ${most} ${what}` })
    .min(1)
    .max(most);
}
