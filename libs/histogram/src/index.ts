export { regularAxis, binCentre, binEdges, type RegularAxis } from './axis.js';
export { emptyHistogram, binnedValues, totalWeight, scaleHistogram, type Histogram } from './histogram.js';
export { mergeHistograms } from './merge.js';
export { rebin } from './rebin.js';
export { AxisMismatchError, DuplicatePartError } from './errors.js';
