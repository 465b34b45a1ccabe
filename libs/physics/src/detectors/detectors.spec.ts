import { describe, expect, it } from '@jest/globals';
import { resolveBeams } from '../accelerators/resolve-beams.js';
import { detectorValues, listInputs } from './list-inputs.js';
import { detectors } from './registry.js';

describe.each(Object.entries(detectors))('detector %s', (id, detector) => {
  const inputs = listInputs(detector);

  it('is registered under its id and cites every input, each path once', () => {
    expect(detector.id).toBe(id);
    expect(new Set(inputs.map(({ path }) => path)).size).toBe(inputs.length);
    for (const { source, unit, value } of inputs) {
      expect(source.length).toBeGreaterThan(5);
      expect(unit).not.toBe('');
      expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('cites a document for each published input', () => {
    for (const { trust, source } of inputs) {
      if (trust === 'published') expect(source).toMatch(/arXiv|doi|basf2/);
    }
  });
});

describe('the BaBar resolution', () => {
  it('reproduces sigma(M^2) = 1.5 GeV^2 at zero mass and 0.7 GeV^2 at 8 GeV', () => {
    const detector = detectors['babar']!;
    const { q0, q1 } = detectorValues(detector).resolution;
    const { sqrtS } = resolveBeams(detector.accelerator);
    const sigma = (mass: number): number => 2 * sqrtS * (q0 + (q1 * (sqrtS ** 2 - mass ** 2)) / (2 * sqrtS));
    expect(sigma(0)).toBeCloseTo(1.5, 10);
    expect(sigma(8)).toBeCloseTo(0.7, 10);
  });
});
