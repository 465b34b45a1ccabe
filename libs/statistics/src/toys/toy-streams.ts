import type { Hypothesis } from './toy-engine.js';

/** First stream of the nuisances' auxiliary measurements; streams below it belong to the bins. */
export const NUISANCE_STREAM = 2048;
const STREAMS_PER_HYPOTHESIS = 4096;

/**
 * Threefry stream of a draw; the counter is (toy, stream), the key is the caller's. Stream b of a hypothesis gives the
 * count (first word) and the measurement of gamma (second word) of bin b; stream 2048 + k the measurement of nuisance k.
 */
export function toyStream(hypothesis: Hypothesis, index: number): number {
  return hypothesis * STREAMS_PER_HYPOTHESIS + index;
}
