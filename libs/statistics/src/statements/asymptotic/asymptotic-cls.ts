import type { FiveBand } from '../limit-band.js';
import { normalCdf } from '../../numerics/normal.js';

/** p-values of a hypothesis test: CLs = CLsb / CLb (J. Phys. G 28 (2002) 2693). */
export interface ClsValues {
  readonly clsb: number;
  readonly clb: number;
  readonly cls: number;
}

/** Quantiles of the five bands, in standard deviations: index 0 is the lowest limit. */
export const BAND_SIGMAS = [-2, -1, 0, 1, 2] as const;

/**
 * Observed CLs from q~_mu, or q_mu, and its Asimov value (arXiv:1007.1727, eqs. 64-66): t = sqrt(q) - sqrt(qA); for q~
 * above qA, (q - qA) / (2 sqrt(qA)). CLsb = Phi(-(t + sqrt(qA))), CLb = Phi(-t); CLs is 0 where both vanish.
 */
export function asymptoticCls(q: number, qAsimov: number, testStatistic: 'q~' | 'q' = 'q~'): ClsValues {
  const a = Math.sqrt(qAsimov);
  const straight = testStatistic === 'q' || q <= qAsimov || a === 0;
  const t = straight ? Math.sqrt(q) - a : (q - qAsimov) / (2 * a);
  const clsb = normalCdf(-(t + a));
  const clb = normalCdf(-t);
  return { clsb, clb, cls: clb > 0 ? clsb / clb : 0 };
}

/** Expected CLs where the data fluctuate by k = -2 ... +2 standard deviations: Phi(k - sqrt(qA)) / Phi(k). */
export function expectedCls(qAsimov: number): FiveBand {
  const a = Math.sqrt(qAsimov);
  return BAND_SIGMAS.map((k) => normalCdf(k - a) / normalCdf(k)) as unknown as FiveBand;
}
