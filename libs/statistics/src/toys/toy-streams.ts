import { threefry2x32 } from '@darkreach/kernels';
import type { Hypothesis } from './toy-engine.js';

/** First stream of the gammas' and of the nuisances' auxiliary measurements; streams below belong to the counts. */
export const GAMMA_STREAM = 4096;
export const NUISANCE_STREAM = 8192;

const TOY_COUNTER = 0x746f79;

/** Key of all toys of one hypothesis: one Threefry block of the caller's key. The counter of a draw is (toy, stream). */
export function hypothesisKey(key: readonly [number, number], hypothesis: Hypothesis): readonly [number, number] {
  return threefry2x32(key, [TOY_COUNTER, hypothesis]);
}
