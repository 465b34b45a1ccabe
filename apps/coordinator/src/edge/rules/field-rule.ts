import type { FieldViolation } from '@darkreach/cluster';

/** What is wrong with a value; nothing if it may be. `field` is its path in the request, as in the .proto. */
export type FieldRule<Value> = (value: Value, field: string) => readonly FieldViolation[];

/** A rule for each field of a message: a field without a rule does not compile. */
export type FieldRules<Message> = { readonly [Name in keyof Message]: FieldRule<Message[Name]> };

/** A rule that allows or refuses. */
export function allow<Value>(allowed: string, fits: (value: Value) => boolean): FieldRule<Value> {
  return (value, field) => (fits(value) ? [] : [{ field, description: `given: ${shown(value)}; allowed: ${allowed}` }]);
}

/** The violations of every field of a message. */
export function checkFields<Message extends object>(
  rules: FieldRules<Message>,
  message: Message,
  parent = '',
): readonly FieldViolation[] {
  const names = Object.keys(rules) as (keyof Message & string)[];
  return names.flatMap((name) => rules[name](message[name], `${parent}${snakeCase(name)}`));
}

/** A message inside a message, which has to be there. */
export function nested<Message extends object>(rules: FieldRules<Message>): FieldRule<Message | undefined> {
  return (message, field) =>
    message === undefined
      ? [{ field, description: 'given: nothing; allowed: a message' }]
      : checkFields(rules, message, `${field}.`);
}

/** A list of messages; of what is wrong the first of it is told. */
export function listOf<Message extends object>(
  rules: FieldRules<Message>,
  most: number,
): FieldRule<readonly Message[]> {
  return (messages, field) => {
    if (messages.length > most) {
      return [{ field, description: `given: ${messages.length} entries; allowed: at most ${most}` }];
    }
    for (const [index, message] of messages.entries()) {
      const violations = checkFields(rules, message, `${field}[${index}].`);
      if (violations.length > 0) return violations;
    }
    return [];
  };
}

/** Fields are named as in the .proto, which is what callers in every language have read. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What was given, short and on one line. */
function shown(value: unknown): string {
  if (typeof value !== 'string') return String(value).slice(0, 40);
  return value.length <= 60
    ? JSON.stringify(value)
    : `${JSON.stringify(value.slice(0, 40))}..., ${value.length} characters`;
}
