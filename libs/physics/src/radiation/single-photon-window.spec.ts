import { describe, expect, it } from '@jest/globals';
import { gev } from '../units/energy.js';
import { singlePhotonWindow, type SinglePhotonWindow } from './single-photon-window.js';

const window: SinglePhotonWindow = {
  sqrtS: gev(10.58),
  energyLow: gev(1),
  energyHigh: gev(5),
  cosLow: -0.6,
  cosHigh: 0.7,
};

describe('singlePhotonWindow', () => {
  it('gives the ranges of the sampling maps', () => {
    const { energyLow, energyLogRange, yLow, yHigh } = singlePhotonWindow(window);
    expect(energyLow * Math.exp(energyLogRange)).toBeCloseTo(5, 12);
    expect(Math.tanh(yLow)).toBeCloseTo(-0.6, 12);
    expect(Math.tanh(yHigh)).toBeCloseTo(0.7, 12);
  });

  it.each([
    [{ energyLow: gev(6) }, 'lowest photon energy'],
    [{ energyHigh: gev(5.29) }, 'highest photon energy'],
    [{ cosHigh: 1 }, 'cos theta'],
  ])('refuses %j', (change, message) => {
    expect(() => singlePhotonWindow({ ...window, ...change })).toThrow(message);
  });
});
