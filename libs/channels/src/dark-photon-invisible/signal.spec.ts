import { describe, expect, it } from '@jest/globals';
import { darkPhotonInvisible } from './channel.js';

const experiment = darkPhotonInvisible.experiment('belle2', {});
const SPREAD = { shell: 'off', darkMatter: 'dirac', alphaD: 0.5, chiMassRatio: 1.1 };
const PEAK = { ...SPREAD, chiMassRatio: 0.3 };

describe('the window of the fit', () => {
  it('lies around the peak where the dark photon can decay on its mass shell', () => {
    const [low, high] = experiment.fitWindow(3, PEAK);
    expect([low, high]).toEqual(experiment.fitWindow(3, {}));
    expect((low + high) / 2).toBeCloseTo(9, 6);
  });

  it('takes every pair of the region from threshold on where there is no peak', () => {
    const [low, high] = experiment.fitWindow(1, SPREAD);
    expect(low).toBeLessThan(2.2 ** 2);
    expect(high).toBeCloseTo(6.1 ** 2, 6);
    expect(experiment.fitWindow(3, SPREAD)[1]).toBe(experiment.axis.high);
  });

  it('belongs to the region of the threshold', () => {
    expect(experiment.signal(3, PEAK).region).toBe('low-mass');
    expect(experiment.signal(3, SPREAD).region).toBe('high-mass');
  });
});
