import type { FillResult } from '../event-kernel.js';
import { WEIGHT_SPAN } from './encode.js';

/** How an encoded fraction becomes a weight again. */
export type WeightCode =
  { readonly kind: 'linear' } | { readonly kind: 'logarithmic'; readonly low: number; readonly high: number };

/** Slots of one of the four interleaved histograms: bins, flow bins, rejected and clipped, at most 254. */
const LANE = 256;
/** Steps of the table that turns a logarithmic fraction into a weight; between them it is interpolated. */
const TABLE_STEPS = 16_384;

/**
 * Adds encoded events to weighted sums on the host. Four interleaved histograms keep consecutive events of one bin from
 * waiting for each other's addition; they are joined in a fixed order.
 */
export class Scatter {
  private readonly sumw = new Float64Array(4 * LANE);
  private readonly sumw2 = new Float64Array(4 * LANE);
  private readonly table: Float64Array | undefined;

  constructor(
    private readonly bins: number,
    private readonly code: WeightCode,
  ) {
    this.table = code.kind === 'logarithmic' ? logarithmicTable(code.low, code.high) : undefined;
  }

  /** Adds the first `events` of `encoded`. */
  add(encoded: Float32Array, events: number): void {
    const { table } = this;
    const whole = events - (events % 4);
    if (table) {
      for (let i = 0; i < whole; i += 4) this.addFourLogarithmic(encoded, i, table);
      for (let i = whole; i < events; i++) this.addLogarithmic(encoded[i]!, (i % 4) * LANE, table);
    } else {
      for (let i = 0; i < whole; i += 4) this.addFourLinear(encoded, i);
      for (let i = whole; i < events; i++) this.addLinear(encoded[i]!, (i % 4) * LANE);
    }
  }

  result(): FillResult {
    const slots = this.bins + 4;
    const sumw = new Float64Array(slots);
    const sumw2 = new Float64Array(slots);
    for (let at = 0; at < 4 * LANE; at++) {
      const slot = at % LANE;
      if (slot >= slots) continue;
      sumw[slot]! += this.sumw[at]!;
      sumw2[slot]! += this.sumw2[at]!;
    }
    return decode(sumw, sumw2, this.bins, this.code);
  }

  private addFourLinear(encoded: Float32Array, i: number): void {
    this.addLinear(encoded[i]!, 0);
    this.addLinear(encoded[i + 1]!, LANE);
    this.addLinear(encoded[i + 2]!, 2 * LANE);
    this.addLinear(encoded[i + 3]!, 3 * LANE);
  }

  private addFourLogarithmic(encoded: Float32Array, i: number, table: Float64Array): void {
    this.addLogarithmic(encoded[i]!, 0, table);
    this.addLogarithmic(encoded[i + 1]!, LANE, table);
    this.addLogarithmic(encoded[i + 2]!, 2 * LANE, table);
    this.addLogarithmic(encoded[i + 3]!, 3 * LANE, table);
  }

  private addLinear(value: number, lane: number): void {
    const slot = value | 0;
    this.addWeight(lane, slot, value - slot);
  }

  private addLogarithmic(value: number, lane: number, table: Float64Array): void {
    const slot = value | 0;
    const position = (value - slot) * TABLE_STEPS;
    const step = position | 0;
    const below = table[step]!;
    // Rejected (bins + 2) and clipped (bins + 3) events carry the fraction 1/2 itself.
    const weight = slot > this.bins + 1 ? 0.5 : below + (position - step) * (table[step + 1]! - below);
    this.addWeight(lane, slot, weight);
  }

  private addWeight(lane: number, slot: number, weight: number): void {
    // The mask changes nothing: it tells the compiler that no bound need be checked.
    const at = lane + (slot & (LANE - 1));
    this.sumw[at]! += weight;
    this.sumw2[at]! += weight * weight;
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

const tables = new Map<string, Float64Array>();

/** Weights at equal steps of the fraction; made once for each range, because it takes longer than many a fill. */
function logarithmicTable(low: number, high: number): Float64Array {
  const key = `${low} ${high}`;
  const span = Math.log(high / low) / (TABLE_STEPS * WEIGHT_SPAN);
  const table = tables.get(key) ?? Float64Array.from({ length: TABLE_STEPS + 1 }, (_, i) => low * Math.exp(span * i));
  tables.set(key, table);
  return table;
}
