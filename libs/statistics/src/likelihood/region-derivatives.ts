import type { RegionWork } from './region-work.js';
import { addSecondDerivatives } from './second-derivatives.js';
import { otherBinFactors, type SampleWork } from './sample-work.js';

/**
 * Gradient and Hessian of a region's Poisson terms with the profiled bin factors at their maxima, added to those of the
 * model (lower triangle). Gradient by the envelope theorem, sum_b r J, r = 1 - n / lambda. Hessian by the Schur
 * complement, sum_b (w J J^T - u u^T / D), with w = n / lambda^2, u = w g J + r J_g, D = w g^2 + k, g what gamma
 * multiplies, J_g its derivative, k the curvature of the constraint of gamma; if `exact`, with
 * sum_b r d^2 lambda as well, else both terms of r are left out, so that the sum is positive.
 */
export function addRegionDerivatives(
  region: RegionWork,
  exact: boolean,
  into: { readonly gradient: Float64Array; readonly hessian: Float64Array },
): void {
  region.rows.fill(0);
  if (region.hasProfiled) region.scaledRows.fill(0);
  for (const sample of region.samples) addRows(sample, sample.carries ? region.scaledRows : region.rows, region.bins);
  finishRows(region, exact);
  outerProducts(region);
  if (exact) for (const sample of region.samples) addSecondDerivatives(sample, region);
  scatter(region, into);
}

/** Adds d (events of the sample) / d parameter, the profiled bin factor left out. */
function addRows(sample: SampleWork, rows: Float64Array, bins: number): void {
  const { base, gamma, product, zeros } = sample;
  for (const { row, value, slope } of sample.factors) {
    if (row < 0 || zeros > (value === 0 ? 1 : 0)) continue;
    const along = product * (value === 0 ? slope : slope / value);
    for (let b = 0, at = row * bins; b < bins; b++) rows[at + b]! += along * base[b]! * gamma[b]!;
  }
  if (zeros > 0) return;
  for (const { row, bend, slope, bent } of sample.shifts) {
    if (row < 0) continue;
    for (let b = 0, at = row * bins; b < bins; b++) {
      rows[at + b]! += product * gamma[b]! * (slope[b]! + bend.slope * bent[b]!);
    }
  }
  sample.binFactors.forEach((set, k) => {
    for (let b = 0; b < bins; b++) {
      const row = set.rows[b]!;
      if (row >= 0) rows[row * bins + b]! += product * base[b]! * otherBinFactors(sample, k, k, b);
    }
  });
}

/** From the two parts of J: J in `rows`, and u in `scaledRows`. */
function finishRows(region: RegionWork, exact: boolean): void {
  if (!region.hasProfiled) return;
  const { bins, rows, scaledRows, gammas, weight, scaled, residual, places } = region;
  for (let row = 0; row < places.length; row++) {
    for (let b = 0, at = row * bins; b < bins; b++, at++) {
      const along = scaledRows[at]!;
      rows[at]! += gammas[b]! * along;
      scaledRows[at] = weight[b]! * scaled[b]! * rows[at]! + (exact ? residual[b]! * along : 0);
    }
  }
}

function outerProducts(region: RegionWork): void {
  const { bins, rows, scaledRows, hessian, weight, freedom, hasProfiled, left, right } = region;
  const size = region.places.length;
  for (let i = 0; i < size; i++) {
    for (let b = 0, at = i * bins; b < bins; b++, at++) {
      left[b] = weight[b]! * rows[at]!;
      right[b] = freedom[b]! * scaledRows[at]!;
    }
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      const at = j * bins;
      if (hasProfiled) {
        for (let b = 0; b < bins; b++) sum += left[b]! * rows[at + b]! - right[b]! * scaledRows[at + b]!;
      } else {
        for (let b = 0; b < bins; b++) sum += left[b]! * rows[at + b]!;
      }
      hessian[i * size + j] = sum;
    }
  }
}

function scatter(
  { bins, rows, hessian, residual, places }: RegionWork,
  into: { readonly gradient: Float64Array; readonly hessian: Float64Array },
): void {
  const size = places.length;
  const all = into.gradient.length;
  for (let i = 0; i < size; i++) {
    let slope = 0;
    for (let b = 0; b < bins; b++) slope += residual[b]! * rows[i * bins + b]!;
    into.gradient[places[i]!]! += slope;
    for (let j = 0; j <= i; j++) into.hessian[places[i]! * all + places[j]!]! += hessian[i * size + j]!;
  }
}
