import type { ValidationRow } from './validation-rows.js';
import { ratioText } from './validation-numbers.js';

/** What is asked: ours within a factor of the smoothed published value, between two masses (GeV, ends included). */
export interface CheckRequest {
  readonly experiment: string;
  readonly luminosity: string;
  readonly low: number;
  readonly high: number;
  readonly factor: number;
}

/** Whether it holds, and a sentence that says so. */
export interface ValidationCheck {
  readonly kind: 'validation-check';
  readonly passed: boolean;
  readonly text: string;
}

/** Compares every row in the range; none in the range, or one without a number, does not pass. */
export function checkSmoothed(rows: readonly ValidationRow[], request: CheckRequest): ValidationCheck {
  const { experiment, luminosity, low, high, factor } = request;
  const asked = rows.filter(
    (row) =>
      row.experiment === experiment &&
      row.luminosity === luminosity &&
      row.smoothed !== undefined &&
      row.mass >= low &&
      row.mass <= high,
  );
  const ratios = asked.map((row) => row.smoothedRatio ?? Number.NaN);
  const within = ratios.filter((ratio) => ratio <= factor && ratio >= 1 / factor);
  const passed = asked.length > 0 && within.length === asked.length;
  const found = asked.map(({ mass }, i) => `${ratioText(ratios[i]!)} at ${mass} GeV`).join(', ');
  const what = `${experiment} ${luminosity}, ${low} to ${high} GeV, within a factor ${factor} of the smoothed published curve`;
  const verdict = passed ? 'holds' : 'DOES NOT HOLD';
  return { kind: 'validation-check', passed, text: `${what}: ${verdict} (${found || 'no point to compare'}).` };
}
