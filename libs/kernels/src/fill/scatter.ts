import type { FillResult } from '../event-kernel.js';
import { WEIGHT_SPAN } from './encode.js';

/** How an encoded fraction becomes a weight again. */
export type WeightCode =
  { readonly kind: 'linear' } | { readonly kind: 'logarithmic'; readonly low: number; readonly high: number };

const LANES = 4;
/** Steps of the table that turns a logarithmic fraction into a weight: bin numbers below 256 carry 16 bits of fraction. */
const TABLE_STEPS = 65_536;

/**
 * Adds encoded events to weighted sums on the host. Four interleaved histograms keep consecutive events of one bin from
 * waiting for each other's addition; they are joined in a fixed order.
 */
export class Scatter {
  private readonly sums: Float64Array;
  private readonly lane: number;
  private readonly table: Float64Array | undefined;

  constructor(
    private readonly bins: number,
    private readonly code: WeightCode,
  ) {
    this.lane = 2 * (bins + 4);
    this.sums = new Float64Array(LANES * this.lane);
    this.table = code.kind === 'logarithmic' ? logarithmicTable(code.low, code.high) : undefined;
  }

  /** Adds the first `events` (a multiple of 4, or the rest is added one by one) of `encoded`. */
  add(encoded: Float32Array, events: number): void {
    if (this.table) this.addLogarithmic(encoded, events, this.table);
    else this.addLinear(encoded, events);
  }

  result(): FillResult {
    const slots = this.bins + 4;
    const sumw = new Float64Array(slots);
    const sumw2 = new Float64Array(slots);
    for (let lane = 0; lane < LANES; lane++) {
      for (let slot = 0; slot < slots; slot++) {
        sumw[slot]! += this.sums[lane * this.lane + 2 * slot]!;
        sumw2[slot]! += this.sums[lane * this.lane + 2 * slot + 1]!;
      }
    }
    return decode(sumw, sumw2, this.bins, this.code);
  }

  private addLinear(encoded: Float32Array, events: number): void {
    const { sums, lane } = this;
    for (let i = 0; i < events; i++) {
      const value = encoded[i]!;
      const slot = value | 0;
      const fraction = value - slot;
      const at = (i & 3) * lane + 2 * slot;
      sums[at]! += fraction;
      sums[at + 1]! += fraction * fraction;
    }
  }

  private addLogarithmic(encoded: Float32Array, events: number, table: Float64Array): void {
    const { sums, lane, bins } = this;
    for (let i = 0; i < events; i++) {
      const value = encoded[i]!;
      const slot = value | 0;
      // Rejected (bins + 2) and clipped (bins + 3) events carry the fraction 1/2 itself.
      const weight = slot > bins + 1 ? 0.5 : table[((value - slot) * TABLE_STEPS + 0.5) | 0]!;
      const at = (i & 3) * lane + 2 * slot;
      sums[at]! += weight;
      sums[at + 1]! += weight * weight;
    }
  }
}

/** Sums over slots become a histogram: linear fractions are scaled back, rejected and clipped events are counted. */
export function decode(sumw: Float64Array, sumw2: Float64Array, bins: number, code: WeightCode): FillResult {
  const scale = code.kind === 'linear' ? 1 / WEIGHT_SPAN : 1;
  return {
    sumw: sumw.slice(0, bins + 2).map((w) => w * scale),
    sumw2: sumw2.slice(0, bins + 2).map((w) => w * scale * scale),
    rejected: Math.round(2 * sumw[bins + 2]!),
    clipped: Math.round(2 * sumw[bins + 3]!),
  };
}

function logarithmicTable(low: number, high: number): Float64Array {
  const span = Math.log(high / low);
  return Float64Array.from(
    { length: TABLE_STEPS + 1 },
    (_, i) => low * Math.exp((span * i) / (TABLE_STEPS * WEIGHT_SPAN)),
  );
}
