import { references } from './references.mjs';

const ALLOWED = { usual: 1e-4, large: 1e-3 };

/** Asymptotic upper limits, observed and expected; null in the reference is a limit above the bound of mu. */
export function limits({ document, expected, isLarge, library }) {
  const model = library.buildModel(library.readWorkspace(document));
  return references(expected).flatMap(({ testStatistic, reference }) =>
    Object.entries(reference.upper_limits ?? {}).flatMap(([level, wanted]) => {
      const limit = library.asymptoticLimit(model, { cl: Number(level) / 100, testStatistic });
      const found = [limit.observed, ...limit.expected];
      return [wanted.obs, ...wanted.exp].map((known, k) => ({
        quantity: 'limits',
        what: `${k === 0 ? 'observed' : `expected ${k - 3}`}, ${testStatistic}, ${level} %`,
        deviation: limit.failedFits === 0 ? deviationOf(found[k], known) : Infinity,
        allowed: isLarge ? ALLOWED.large : ALLOWED.usual,
      }));
    }),
  );
}

function deviationOf(found, known) {
  if (known === null) return Number.isNaN(found) ? 0 : Infinity;
  return Math.abs(found / known - 1);
}
