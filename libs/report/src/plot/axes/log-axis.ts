import type { Run } from '../svg/rich-text.js';
import type { Tick } from './frame.js';

/** Smallest and largest value of an axis. */
export type Domain = readonly [number, number];

/**
 * Ticks of a logarithmic axis: numbers 10^n at the decades (every second, third ... where there are more than ten),
 * short ticks at 2 ... 9 times them, and numbers at 2 and 5 times them where fewer than two decades are in sight.
 */
export function logTicks([low, high]: Domain, position: (value: number) => number): readonly Tick[] {
  const decades = range(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)));
  const inSight = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const visible = decades.filter((exponent) => inSight(10 ** exponent));
  const every = Math.ceil(visible.length / 10);
  return decades.flatMap((exponent) =>
    range(1, 9)
      .map((factor) => ({ factor, value: factor * 10 ** exponent }))
      .filter(({ value }) => inSight(value))
      .map(({ factor, value }) => {
        const numbered = factor === 1 ? exponent % every === 0 : visible.length < 2 && (factor === 2 || factor === 5);
        return { at: position(value), ...(numbered ? { label: powerOfTen(factor, exponent) } : {}) };
      }),
  );
}

/** `10⁻³`, `5 × 10⁻³`; 1, 10 and 0.5 as they are. */
function powerOfTen(factor: number, exponent: number): readonly Run[] {
  if (exponent === 0 || exponent === 1) return [{ text: String(factor * 10 ** exponent) }];
  if (exponent === -1 && factor !== 1) return [{ text: String(factor / 10) }];
  return [{ text: factor === 1 ? '10' : `${factor}×10` }, { text: String(exponent).replace('-', '−'), shift: 'sup' }];
}

/** A domain around positive values, out to the next decade where that is near (a factor 2), else a little wider; never narrow. */
export function logDomain(values: readonly number[], fallback: Domain): Domain {
  const usable = values.filter((value) => value > 0 && Number.isFinite(value));
  if (usable.length === 0) return fallback;
  const low = Math.min(...usable);
  const high = Math.max(...usable);
  if (high / low < 4) return [Math.sqrt(low * high) / 4, Math.sqrt(low * high) * 4];
  const decadeBelow = 10 ** Math.floor(Math.log10(low) + 1e-9);
  const decadeAbove = 10 ** Math.ceil(Math.log10(high) - 1e-9);
  return [low / decadeBelow < 2 ? decadeBelow : low / 1.3, decadeAbove / high < 2 ? decadeAbove : high * 1.3];
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
