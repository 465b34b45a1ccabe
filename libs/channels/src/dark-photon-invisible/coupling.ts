/** Kinetic mixing at which templates are made. */
export const REFERENCE_EPSILON = 1e-3;

/** The yield grows with epsilon^2: epsilon = 1e-3 sqrt(mu). */
export function epsilonFromStrength(mu: number): number {
  return REFERENCE_EPSILON * Math.sqrt(mu);
}
