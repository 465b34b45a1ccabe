import type { Box, Objective } from './objective.js';

/**
 * Treats kinks at 0 as bounds that may be passed: the box of a step ends at 0 for a parameter that has a kink there. One
 * that sits on its kink goes to the side where the function falls, and is held where it rises on both. Nothing where the
 * function has no kinks.
 */
export function kinkedBox<Data>(
  objective: Objective<Data>,
): ((data: Data, parameters: Float64Array, box: Box) => Box) | undefined {
  const { kinks, size, gradient } = objective;
  if (!kinks?.kinked.includes(1)) return undefined;
  const { kinked, sides } = kinks;
  const inner = { lower: new Float64Array(size), upper: new Float64Array(size) };
  const above = new Float64Array(size);

  return (data, parameters, box) => {
    inner.lower.set(box.lower);
    inner.upper.set(box.upper);
    const onKink = parameters.some((value, i) => kinked[i] === 1 && value === 0);
    if (onKink) {
      sides.fill(1);
      objective.derivatives(data, parameters, true);
      above.set(gradient);
      sides.fill(-1);
      objective.derivatives(data, parameters, true);
    }
    for (let i = 0; i < size; i++) {
      if (!kinked[i]) continue;
      const up = parameters[i] === 0 ? above[i]! < 0 && above[i]! <= -gradient[i]! : parameters[i]! > 0;
      const down = parameters[i] === 0 ? !up && gradient[i]! > 0 : parameters[i]! < 0;
      sides[i] = down ? -1 : 1;
      if (!down) inner.lower[i] = Math.max(box.lower[i]!, 0);
      if (!up) inner.upper[i] = Math.min(box.upper[i]!, 0);
    }
    return inner;
  };
}
