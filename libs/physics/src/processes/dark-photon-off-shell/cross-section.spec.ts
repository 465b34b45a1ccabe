import { describe, expect, it } from '@jest/globals';
import { printedPrecision, tables } from '../../../fixtures/tables.js';
import { photonVectorCrossSection } from '../../radiation/photon-vector-cross-section.js';
import { picobarnToFemtobarn } from '../../units/cross-section.js';
import { gev, gevSquared } from '../../units/energy.js';
import { offShellCrossSection, type OffShellRequest } from './cross-section.js';

const range = { low: -0.6, high: 0.6 };
const request = (mA: number, mchi: number, alphaD: number): OffShellRequest => ({
  sqrtS: gev(10.58),
  mass: gev(mA),
  epsilon: 1e-3,
  darkMatter: { kind: 'dirac', mass: gev(mchi), alphaD },
  range,
  highestMass: gev(10.3),
});

/** The same integral by the mid-point rule in a variable that is smooth at the threshold, Dirac only, pb. */
function midPoint({ mass, epsilon, darkMatter, highestMass }: OffShellRequest, points: number): number {
  const massWidth = (q2: number): number => {
    const r = darkMatter.mass ** 2 / q2;
    return (darkMatter.alphaD * q2 * (1 + 2 * r) * Math.sqrt(Math.max(1 - 4 * r, 0))) / 3;
  };
  const [pole, lowest] = [mass ** 2, 4 * darkMatter.mass ** 2];
  const width = pole > lowest ? massWidth(pole) : 0.1 * lowest;
  const low = Math.atan((lowest - pole) / width);
  const range = Math.atan((highestMass ** 2 - pole) / width) - low;
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const w = (i + 0.5) / points;
    const angle = low + range * w * w * (3 - 2 * w);
    const q2 = pole + width * Math.tan(angle);
    const lineShape = massWidth(q2) / Math.PI / ((q2 - pole) ** 2 + (pole > lowest ? width : 0) ** 2);
    const jacobian = (width / Math.cos(angle) ** 2) * range * 6 * w * (1 - w);
    sum += photonVectorCrossSection(gev(10.58), gevSquared(q2), { low: -0.6, high: 0.6 }) * lineShape * jacobian;
  }
  return (epsilon ** 2 * sum) / points;
}

describe('offShellCrossSection', () => {
  it.each([
    [1, 0.33, 0.1],
    [5, 1, 0.5],
    [0.001, 3, 0.5],
  ])('agrees with a mid-point integration to 1e-6 for m_A %d, m_chi %d GeV, alpha_D %d', (mA, mchi, alphaD) => {
    const reference = midPoint(request(mA, mchi, alphaD), 100_000);
    expect(Math.abs(offShellCrossSection(request(mA, mchi, alphaD)) / reference - 1)).toBeLessThan(1e-6);
  });

  it.each(tables.offShell)('agrees with the table for $type, m_A $mA, m_chi $mchi GeV, alpha_D $alphaD', (row) => {
    const base = request(row.mA, row.mchi, row.alphaD);
    const found = picobarnToFemtobarn(
      offShellCrossSection({ ...base, darkMatter: { ...base.darkMatter, kind: row.type } }),
    );
    // the table itself was integrated numerically, to about 6e-6
    expect(Math.abs(found - row.sigma_fb)).toBeLessThanOrEqual(printedPrecision(row.sigma_fb) + 5e-6 * row.sigma_fb);
  });

  it("tends to the on-shell cross-section when the A' is narrow", () => {
    const onShell = 1e-6 * photonVectorCrossSection(gev(10.58), gevSquared(25), range);
    expect(offShellCrossSection(request(5, 1, 1e-5)) / onShell).toBeCloseTo(1, 3);
  });

  it('is proportional to alpha_D below threshold', () => {
    expect(offShellCrossSection(request(0.1, 1, 0.2)) / offShellCrossSection(request(0.1, 1, 0.1))).toBeCloseTo(2, 12);
  });

  it('refuses a threshold above the highest mass', () => {
    expect(() => offShellCrossSection(request(1, 6, 0.1))).toThrow('m_chi is 6; allowed: below 5.15 GeV');
  });
});
