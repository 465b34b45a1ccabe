/**
 * Running geometric mean over three listed neighbours: the value at index i becomes
 * exp((ln v[i-1] + ln v[i] + ln v[i+1]) / 3). The first and the last point have one neighbour, and are the mean of two;
 * a single point stays. Distances in mass do not enter. An observed limit scatters about the expected one by the
 * fluctuation of its data; this takes part of the scatter out of the reference, and leaves what is smooth.
 */
export function smoothPublished(values: readonly number[]): readonly number[] {
  return values.map((_, i) => {
    const window = values.slice(Math.max(0, i - 1), i + 2);
    return Math.exp(window.reduce((sum, value) => sum + Math.log(value), 0) / window.length);
  });
}
