import { describe, expect, it } from '@jest/globals';
import { effectiveBackground } from './effective-background.js';
import type { TemplateModel } from './template-model.js';

function template(signal: readonly number[], background: readonly number[]): TemplateModel {
  const zeros = signal.map(() => 0);
  return {
    kind: 'template-model',
    signal: { name: 's', yields: signal, statErrors: zeros, systematics: [] },
    backgrounds: [{ name: 'b', yields: background, statErrors: zeros, systematics: [] }],
  };
}

describe('the effective background', () => {
  it.each([0, 0.5, 3, 100])('of one bin is its background, %s', (b) => {
    expect(effectiveBackground(template([7], [b]))).toBeCloseTo(b, 10);
  });

  it('of a Gaussian on a flat background is 3.54 sigma times the density', () => {
    const sigma = 8;
    const signal = Array.from({ length: 101 }, (_, i) => Math.exp(-0.5 * ((i - 50) / sigma) ** 2));
    const density = 40;
    const b = effectiveBackground(
      template(
        signal,
        signal.map(() => density),
      ),
    );
    expect(b / (2 * Math.sqrt(Math.PI) * sigma * density)).toBeCloseTo(1, 2);
  });

  it('is not raised by bins that the signal does not reach', () => {
    expect(effectiveBackground(template([1, 0], [2, 1e6]))).toBeCloseTo(2, 10);
  });

  it('is small where much of the signal has no background', () => {
    expect(effectiveBackground(template([1, 1], [0, 1000]))).toBeLessThan(2);
  });
});
