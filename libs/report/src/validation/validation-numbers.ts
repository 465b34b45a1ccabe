/** Three digits, or `none` where there is no number. */
export function couplingText(value: number): string {
  return Number.isFinite(value) ? value.toExponential(2) : 'none';
}

/** A ratio with two decimals, or `none`. */
export function ratioText(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : 'none';
}

/** Two ends of a band joined by `between`, or `none`. */
export function bandText([low, high]: readonly [number, number], between: string): string {
  return Number.isFinite(low + high) ? `${couplingText(low)}${between}${couplingText(high)}` : 'none';
}
