/** Index of the first of some ascending values that is at least `threshold`, or their number. */
export function firstIndexAtLeast(values: Float64Array, threshold: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! >= threshold) high = middle;
    else low = middle + 1;
  }
  return low;
}
