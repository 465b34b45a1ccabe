import { allow, type FieldRule } from './field-rule.js';

/** A text of so many characters (UTF-16 units), lines and all; NUL is what databases do not store. */
export function text(least: number, most: number): FieldRule<string> {
  return allow(
    `${least} to ${most} characters, none of them NUL`,
    (value: string) => value.length >= least && value.length <= most && !value.includes('\0'),
  );
}

/** A text on one line. */
export function line(least: number, most: number): FieldRule<string> {
  return allow(
    `${least} to ${most} characters, no control characters`,
    (value: string) => value.length >= least && value.length <= most && !/\p{Cc}/u.test(value),
  );
}

/** A text of a form; `most` is looked at first, so that the form is tried on short texts only. */
export function form(allowed: string, pattern: RegExp, most: number): FieldRule<string> {
  return allow(allowed, (value: string) => value.length <= most && pattern.test(value));
}

/** A whole number. */
export function whole(low: number, high: number): FieldRule<number> {
  return allow(`a whole number from ${low} to ${high}`, (value: number) => {
    return Number.isInteger(value) && value >= low && value <= high;
  });
}

/** A number that is neither NaN nor infinite. */
export function finite(low: number, high: number): FieldRule<number> {
  return allow(`a number from ${low} to ${high}`, (value: number) => {
    return Number.isFinite(value) && value >= low && value <= high;
  });
}

/** A value of an enum that this version knows. */
export function known<Value extends number>(
  values: Readonly<Record<string, Value>>,
  unspecified: 'or-unspecified' | 'specified',
): FieldRule<Value> {
  const names = Object.keys(values).filter((name) => unspecified === 'or-unspecified' || name !== 'UNSPECIFIED');
  const numbers = new Set(names.map((name) => values[name]));
  return allow(names.join(', '), (value: Value) => numbers.has(value));
}

/** A flag cannot be wrong. */
export const flag: FieldRule<boolean> = () => [];
