/** A limit, a strength or a statistic with four digits; a dash where there is no number. */
export function limitNumber(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-';
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e5
    ? String(Number(value.toPrecision(4)))
    : Number(value.toPrecision(4)).toExponential();
}

/** A number with its standard error; without one, the number alone. */
export function withError(value: number | undefined, error: number): string {
  const number = limitNumber(value);
  return number === '-' || !(error > 0) ? number : `${number} ± ${Number(error.toPrecision(2))}`;
}
