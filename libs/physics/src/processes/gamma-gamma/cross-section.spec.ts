import { describe, expect, it } from '@jest/globals';
import { starCosine } from '../../../fixtures/single-photon-geometry.js';
import { gev } from '../../units/energy.js';
import {
  gammaGammaPairCrossSection,
  gammaGammaPhotonCrossSection,
  gammaGammaTotalCrossSection,
} from './cross-section.js';

const sqrtS = gev(10.58);

describe('the gamma gamma cross-section', () => {
  it('is 4.524839 nb between 10 and 170 degrees', () => {
    const pairs = gammaGammaPairCrossSection(sqrtS, Math.cos((10 * Math.PI) / 180));
    expect(Math.abs(pairs / 4524.839 - 1)).toBeLessThan(1e-6);
  });

  it('is 21.96985 nb over all angles', () => {
    expect(Math.abs(gammaGammaTotalCrossSection(sqrtS) / 21969.85 - 1)).toBeLessThan(1e-6);
  });

  it('puts 48.2 and 84.6 pb into the forward and backward gap of the Belle II calorimeter', () => {
    const gap = (first: number, second: number): number =>
      gammaGammaPhotonCrossSection(sqrtS, { low: starCosine(second), high: starCosine(first) });
    expect(gap(31.4, 32.2)).toBeCloseTo(48.2, 1);
    expect(gap(128.7, 130.7)).toBeCloseTo(84.6, 1);
  });
});
