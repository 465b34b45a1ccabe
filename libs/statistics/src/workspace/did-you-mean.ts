import { distance } from 'fastest-levenshtein';

/** `, did you mean "normsys"?` when an allowed name is near what was written (Levenshtein, case ignored), or nothing. */
export function didYouMean(given: unknown, allowed: readonly string[]): string {
  if (typeof given !== 'string') return '';
  const written = given.slice(0, 64).toLowerCase();
  const ranked = allowed
    .map((name) => ({ name, steps: distance(written, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.steps - b.steps);
  return ranked[0] ? `, did you mean "${ranked[0].name}"?` : '';
}
