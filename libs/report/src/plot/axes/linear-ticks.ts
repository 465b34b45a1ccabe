import { scaleLinear } from 'd3-scale';
import type { Tick } from './frame.js';
import type { Domain } from './log-axis.js';

/** About eight numbered ticks, and five times as many short ones. */
export function linearTicks(domain: Domain, position: (value: number) => number): readonly Tick[] {
  const scale = scaleLinear(domain, [0, 1]);
  const numbered = scale.ticks(8);
  const format = scale.tickFormat(8);
  const short = scale.ticks(40).filter((value) => !numbered.includes(value));
  return [
    ...numbered.map((value) => ({ at: position(value), label: [{ text: format(value) }] })),
    ...short.map((value) => ({ at: position(value) })),
  ];
}
