/**
 * The smallest set of standard normal nuisances that gives the samples the same covariance of their log-normalisations.
 * With eta = D theta and theta ~ N(0, 1), eta ~ N(0, D D^T): any L with L L^T = D D^T describes the same likelihood
 * (profiled or sampled), so a model never needs more constrained nuisances than it has samples. L is taken from a
 * Cholesky decomposition with complete pivoting.
 * @param responses D, one row a sample, one column a systematic
 * @returns L, one row a sample, as many columns as D D^T has rank
 */
export function nuisanceBasis(responses: readonly (readonly number[])[]): number[][] {
  const remaining = responses.map((a) => responses.map((b) => dot(a, b)));
  const rows: number[][] = responses.map(() => []);
  const scale = Math.max(0, ...remaining.map((row, i) => row[i]!));
  for (let step = 0; step < responses.length; step++) {
    const pivot = remaining.reduce((best, row, i) => (row[i]! > remaining[best]![best]! ? i : best), 0);
    const size = remaining[pivot]![pivot]!;
    if (!(size > 1e-12 * scale)) break;
    const column = remaining.map((row) => row[pivot]! / Math.sqrt(size));
    rows.forEach((row, i) => row.push(column[i]!));
    remaining.forEach((row, i) => row.forEach((value, j) => (row[j] = value - column[i]! * column[j]!)));
  }
  return rows;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
