import { describe, expect, it } from '@jest/globals';
import { applyOverrides } from './apply-overrides.js';
import { babar } from './babar/babar.js';
import { belle2 } from './belle2/belle2.js';
import type { Detector } from './define-detector.js';
import { PHOTON_ZONES } from './detector.js';
import { detectorValues } from './list-inputs.js';
import { PHOTON_MISS_PARAMETERS, photonMissParameters } from './photon-miss-parameters.js';
import { photonMissProbability } from './response/photon-miss-probability.js';

function miss(detector: Detector, theta: number, energy: number): number {
  const values = photonMissParameters(detectorValues(detector));
  const ordered = PHOTON_MISS_PARAMETERS.map((name) => values[name]!);
  type Parameters34 = Parameters<typeof photonMissProbability>;
  return photonMissProbability(...([Math.cos((theta * Math.PI) / 180), energy, ...ordered] as unknown as Parameters34));
}

describe('photonMissProbability', () => {
  it('takes the parameters in the order of its arguments', () => {
    expect(PHOTON_MISS_PARAMETERS.length + 2).toBe(photonMissProbability.length);
    const source = photonMissProbability.toString();
    const positions = PHOTON_MISS_PARAMETERS.map((name) => source.indexOf(name));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it('finds each of the nine zones, below and above the energy split', () => {
    const losses = Object.fromEntries(
      PHOTON_ZONES.flatMap((zone, i) => [
        [`photonLoss.lowEnergy.${zone}`, 0.1 + 0.01 * i],
        [`photonLoss.highEnergy.${zone}`, 0.5 + 0.01 * i],
      ]),
    );
    const detector = applyOverrides(belle2, { ...losses, 'muonVeto.efficiency': 0 });
    [6, 20, 31.8, 60, 90, 110, 129.7, 140, 170].forEach((theta, i) => {
      expect(miss(detector, theta, 0.5)).toBeCloseTo(0.1 + 0.01 * i, 12);
      expect(miss(detector, theta, 3)).toBeCloseTo(0.5 + 0.01 * i, 12);
    });
  });

  it('loses every photon in the beam pipe and below the threshold', () => {
    for (const detector of [belle2, babar]) {
      expect(miss(detector, 5, 4)).toBe(1);
      expect(miss(detector, 175, 4)).toBe(1);
      expect(miss(detector, 70, 0.05)).toBe(1);
    }
  });

  it('is reduced by the muon system inside its angles and above its energy', () => {
    expect(miss(belle2, 60, 3)).toBeCloseTo(1e-5 * 0.25, 12);
    expect(miss(belle2, 60, 0.9)).toBeCloseTo(1e-4, 12);
    expect(miss(belle2, 15, 3)).toBeCloseTo(1e-4, 12);
  });

  it('has no seam and no backward endcap for BaBar', () => {
    expect(miss(babar, 90, 3)).toBeCloseTo(1e-5 * 0.25, 12);
    expect(miss(babar, 143, 0.9)).toBe(1);
  });
});
