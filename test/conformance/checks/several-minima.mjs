/**
 * Why numbers that come from other minimisers cannot be compared in this case, if they cannot: its likelihood has several
 * minima, and they end in one that is not the lowest (by 0.4 to 19 in -2 ln L, evaluated with pyhf).
 */
export function severalMinima({ multimodal }) {
  return multimodal === undefined
    ? undefined
    : 'the likelihood has several minima, and these numbers are of a local one';
}
