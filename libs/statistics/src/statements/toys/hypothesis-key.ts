import { threefry2x32 } from '@darkreach/kernels';

/** Which hypothesis toys stand for; part of the key of their random numbers. */
export const Hypothesis = { background: 0, signal: 1 } as const;
export type Hypothesis = (typeof Hypothesis)[keyof typeof Hypothesis];

const TOY_COUNTER = 0x746f79;

/**
 * Key of all toys of one hypothesis: one Threefry block of the caller's key (campaign and point). The signal strength is
 * not in it, so that every one uses the same random numbers and CLs is a smooth function of it.
 */
export function hypothesisKey(key: readonly [number, number], hypothesis: Hypothesis): readonly [number, number] {
  return threefry2x32(key, [TOY_COUNTER, hypothesis]);
}
