/** 0, 1 ... size - 1. */
export function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

/** `items` in groups of `size`; the last may be smaller. */
export function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return range(Math.ceil(items.length / size)).map((i) => items.slice(i * size, (i + 1) * size));
}

/** The text of a sum; '0.0' where there is nothing to add. */
export function sumOf(terms: readonly string[]): string {
  return terms.length === 0 ? '0.0' : terms.join(' + ');
}

/** The text of a product without factors '1.0'; '0.0' where a factor is '0.0'. */
export function productOf(factors: readonly string[]): string {
  if (factors.includes('0.0')) return '0.0';
  const others = factors.filter((factor) => factor !== '1.0');
  return others.length === 0 ? '1.0' : others.join(' * ');
}

/** The text of the larger of two names or numbers: where a machine's maximum also looks after NaN, this is faster. */
export function largerOf(a: string, b: string): string {
  return `(${a} > ${b} ? ${a} : ${b})`;
}

/** The text of the smaller one. */
export function smallerOf(a: string, b: string): string {
  return `(${a} < ${b} ? ${a} : ${b})`;
}
