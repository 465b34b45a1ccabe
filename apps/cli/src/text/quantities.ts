const PREFIXES = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Three digits and a prefix: 950, 41.2k, 1.82G. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const prefix = PREFIXES.find(([size]) => value >= size * 0.9995);
  if (prefix === undefined) return String(Number.isInteger(value) ? value : significant(value, 3));
  return `${trimmed(value / prefix[0])}${prefix[1]}`;
}

/** Bytes as MB or GB (powers of 1000). */
export function bytes(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value < 1e9 ? `${Math.max(1, Math.round(value / 1e6))} MB` : `${trimmed(value / 1e9)} GB`;
}

/** 0.4 s, 43 s, 2 min 05 s, 3 h 12 min. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** 3.21e-4; a dash where there is no number. */
export function scientific(value: number): string {
  return Number.isFinite(value) ? value.toExponential(2) : '-';
}

/** 2.1 %, 0.03 %; a dash where there is no number. */
export function percent(fraction: number): string {
  if (!Number.isFinite(fraction)) return '-';
  return `${significant(fraction * 100, 2)} %`;
}

/** So many digits; with exponent below a thousandth. */
export function significant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '-';
  const rounded = Number(value.toPrecision(digits));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}

function trimmed(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
