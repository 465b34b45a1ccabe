import { distance } from 'fastest-levenshtein';

/** The allowed name that is nearest to what was written, if it is near enough to be meant (Levenshtein, case ignored). */
export function nearestName(given: string, allowed: readonly string[]): string | undefined {
  const written = given.slice(0, 64).toLowerCase();
  const ranked = allowed
    .map((name) => ({
      name,
      steps: distance(written, name.toLowerCase()),
      begins: isBeginning(written, name.toLowerCase()),
    }))
    .filter(({ name, steps, begins }) => begins || steps <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.steps - b.steps);
  return ranked[0]?.name;
}

/** `, did you mean "seed"?`, or nothing. */
export function didYouMean(given: string, allowed: readonly string[]): string {
  const name = nearestName(given, allowed);
  return name === undefined ? '' : `, did you mean "${name}"?`;
}

function isBeginning(written: string, name: string): boolean {
  return written.length >= 3 && (name.startsWith(written) || written.startsWith(name));
}
