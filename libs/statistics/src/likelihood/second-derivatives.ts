import type { RegionWork } from './region-work.js';
import { otherBinFactors, type SampleWork } from './sample-work.js';

/**
 * Adds sum_b r_b d^2 lambda_b / dp dq of one sample to the Hessian of its region. Events of a sample are a product over
 * factors, so that of two different factors the product of both slopes and of all other factors counts; no factor is
 * divided by where it is 0.
 */
export function addSecondDerivatives(sample: SampleWork, region: RegionWork): void {
  const { product, zeros } = sample;
  if (zeros > 2) return;
  const { left } = region;
  // left: r_b, times the profiled bin factor where it is carried.
  for (let b = 0; b < region.bins; b++) left[b] = region.residual[b]! * (sample.carries ? region.gammas[b]! : 1);
  addFactorPairs(sample, region);
  if (zeros === 0) {
    for (const shift of sample.shifts) {
      if (shift.row < 0 || shift.bend.curvature === 0) continue;
      let sum = 0;
      for (let b = 0; b < region.bins; b++) sum += left[b]! * sample.gamma[b]! * shift.bent[b]!;
      addPair(region, shift.row, shift.row, 0.5 * product * shift.bend.curvature * sum);
    }
  }
  if (zeros <= 1) {
    for (let k = 0; k < sample.shifts.length; k++) addShiftPairs(sample, region, k);
    for (let k = 0; k < sample.binFactors.length; k++) addBinFactorPairs(sample, region, k);
  }
}

/** Two factors, or one twice. */
function addFactorPairs({ factors, base, gamma, product, zeros }: SampleWork, region: RegionWork): void {
  let sum = 0;
  for (let b = 0; b < region.bins; b++) sum += region.left[b]! * base[b]! * gamma[b]!;
  const all = sum * product;
  for (let k = 0; k < factors.length; k++) {
    const one = factors[k]!;
    if (one.row < 0) continue;
    const left = zeros - (one.value === 0 ? 1 : 0);
    if (left > 1) continue;
    const along = all * relative(one.value, one.slope);
    if (left === 0) addPair(region, one.row, one.row, 0.5 * all * relative(one.value, one.curvature));
    for (let l = 0; l < k; l++) {
      const two = factors[l]!;
      if (two.row < 0 || left > (two.value === 0 ? 1 : 0)) continue;
      addPair(region, one.row, two.row, along * relative(two.value, two.slope));
    }
  }
}

/** A shift with each factor. */
function addShiftPairs(sample: SampleWork, region: RegionWork, k: number): void {
  const { row, bend, slope, bent } = sample.shifts[k]!;
  if (row < 0) return;
  let sum = 0;
  for (let b = 0; b < region.bins; b++) {
    sum += region.left[b]! * sample.gamma[b]! * (slope[b]! + bend.slope * bent[b]!);
  }
  addWithFactors(sample, region, row, sum);
}

/** A bin factor with each factor, shift and later bin factor. */
function addBinFactorPairs(sample: SampleWork, region: RegionWork, k: number): void {
  const { shifts, binFactors, base, product, zeros } = sample;
  for (let b = 0; b < region.bins; b++) {
    const row = binFactors[k]!.rows[b]!;
    if (row < 0) continue;
    const along = region.left[b]! * otherBinFactors(sample, k, k, b);
    addWithFactors(sample, region, row, along * base[b]!);
    if (zeros > 0) continue;
    for (const { row: other, bend, slope, bent } of shifts) {
      if (other >= 0) addPair(region, row, other, product * along * (slope[b]! + bend.slope * bent[b]!));
    }
    for (let l = 0; l < k; l++) {
      const other = binFactors[l]!.rows[b]!;
      if (other >= 0)
        addPair(region, row, other, product * region.left[b]! * base[b]! * otherBinFactors(sample, k, l, b));
    }
  }
}

function addWithFactors({ factors, product, zeros }: SampleWork, region: RegionWork, row: number, along: number): void {
  for (const { row: other, value, slope } of factors) {
    if (other < 0 || zeros > (value === 0 ? 1 : 0)) continue;
    addPair(region, row, other, product * along * relative(value, slope));
  }
}

function relative(value: number, derivative: number): number {
  return value === 0 ? derivative : derivative / value;
}

/** Adds to both (i, j) and (j, i), of which the lower one is kept: twice where they are the same. */
function addPair({ hessian, places }: RegionWork, i: number, j: number, value: number): void {
  const size = places.length;
  if (i === j) hessian[i * size + i]! += 2 * value;
  else if (i > j) hessian[i * size + j]! += value;
  else hessian[j * size + i]! += value;
}
