import { describe, expect, it } from '@jest/globals';
import { starCosine } from '../../../fixtures/single-photon-geometry.js';
import { printedPrecision, tables } from '../../../fixtures/tables.js';
import { twoBodyEnergy } from '../../kinematics/two-body-energy.js';
import { gev } from '../../units/energy.js';
import { darkPhotonCrossSection, darkPhotonTotalCrossSection } from './cross-section.js';

const sqrtS = gev(10.58);
const close = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(printedPrecision(expected));

describe('darkPhotonCrossSection', () => {
  it.each(tables.darkPhoton)('agrees with the table at $m GeV to its printed digits', (row) => {
    const photon = { mass: gev(row.m), epsilon: 1 };
    const within = (low: number, high: number): number => darkPhotonCrossSection(sqrtS, photon, { low, high });
    close(within(-0.6, 0.6), row.c06);
    close(within(-0.9, 0.9), row.c09);
    close(within(starCosine(128.7), starCosine(32.2)), row.barrel);
    close(within(starCosine(155.1), starCosine(12.4)), row.ecl);
    close(darkPhotonTotalCrossSection(sqrtS, photon), row.total);
    close(twoBodyEnergy(sqrtS, 0, row.m ** 2), row.Estar);
  });

  it.each(tables.otherEnergies)('agrees with the table at sqrt(s) = $sqrt_s GeV, $m GeV', (row) => {
    const photon = { mass: gev(row.m), epsilon: 1 };
    close(darkPhotonCrossSection(gev(row.sqrt_s), photon, { low: -0.6, high: 0.6 }), row.c06_pb);
    close(darkPhotonTotalCrossSection(gev(row.sqrt_s), photon), row.total_pb);
  });

  it('grows with the square of epsilon', () => {
    const at = (epsilon: number): number => darkPhotonTotalCrossSection(sqrtS, { mass: gev(3), epsilon });
    expect(at(1e-3) / at(1)).toBeCloseTo(1e-6, 15);
  });

  it('refuses a mass above sqrt(s), and a range that reaches the beam', () => {
    const range = { low: -0.6, high: 0.6 };
    expect(() => darkPhotonCrossSection(sqrtS, { mass: gev(11), epsilon: 1 }, range)).toThrow('allowed: 0 <= q^2 < s');
    expect(() => darkPhotonCrossSection(sqrtS, { mass: gev(1), epsilon: 1 }, { low: -1, high: 1 })).toThrow(
      'cos theta*',
    );
  });
});
