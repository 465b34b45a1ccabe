import { describe, expect, it } from '@jest/globals';
import { counterRandom } from '../../../fixtures/counter-random.js';
import {
  beamProduct,
  deviation,
  golden,
  GOLDEN_BEAM,
  onSingleInputs,
  type FourVector,
} from '../../../fixtures/golden.js';
import { accumulate } from '../../../fixtures/weighted-mean.js';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { logUniformEnergy } from '../../kinematics/log-uniform-energy.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { photonRecoilWeight } from '../../kinematics/photon-recoil-weight.js';
import { photonRecoil } from '../../kinematics/photon-recoil.js';
import { threeGammaMatrixElement } from './matrix-element.js';

type Invariants = Parameters<typeof threeGammaMatrixElement>;

function invariants(photons: readonly FourVector[]): Invariants {
  return [4 * GOLDEN_BEAM ** 2, ...photons.flatMap((k) => [beamProduct(-1, k), beamProduct(1, k)])] as Invariants;
}

/** Published nowhere, integrated independently: all three photons with |cos*| and E* in the cuts, sqrt(s) = 10.58 GeV. */
const TOTALS = [
  { cosMax: 0.9848, energyMin: 0.15, picobarn: 305.7, error: 0.9 },
  { cosMax: 0.9, energyMin: 0.25, picobarn: 79.63, error: 0.21 },
  { cosMax: 0.9, energyMin: 0.5, picobarn: 57.77, error: 0.16 },
  { cosMax: 0.95, energyMin: 0.1, picobarn: 180.5, error: 0.5 },
];

/** One event with k the softest photon: three choices of it over the identical factor 1/6. */
function softestPhotonWeight(random: () => number, cosMax: number, energyMin: number): number {
  const sqrtS = 2 * GOLDEN_BEAM;
  const y = Math.atanh(cosMax);
  const [energy, energyJacobian] = logUniformEnergy(random(), energyMin, Math.log(sqrtS / 3 / energyMin));
  const [cosK, sinSquaredK, jacobianK] = atanhCosine(random(), -y, y);
  const k = masslessFourVector(energy, cosK, Math.sqrt(sinSquaredK), 2 * Math.PI * random());
  const [cosN, sinSquaredN, jacobianN] = atanhCosine(random(), -y, y);
  const [, nx, ny, nz] = masslessFourVector(1, cosN, Math.sqrt(sinSquaredN), 2 * Math.PI * random());
  const [e2, p2x, p2y, p2z, e3, p3x, p3y, p3z, denominator] = photonRecoil(sqrtS, ...k, nx, ny, nz);
  if (Math.min(e2, e3) < energy || Math.abs(p3z) > cosMax * e3) return 0;
  const photons: FourVector[] = [k, [e2, p2x, p2y, p2z], [e3, p3x, p3y, p3z]];
  const weight = photonRecoilWeight(sqrtS, threeGammaMatrixElement(...invariants(photons)), energy, e2, denominator);
  return 0.5 * weight * energyJacobian * jacobianK * jacobianN * (2 * Math.PI) ** 2;
}

describe('threeGammaMatrixElement', () => {
  it('equals explicit Dirac spinors to 1e-9, and to 1e-4 on single-precision inputs', () => {
    expect(golden.threeGamma.length).toBe(4);
    for (const { photons, matrixElement } of golden.threeGamma) {
      const inputs = invariants(photons);
      expect(deviation(threeGammaMatrixElement(...inputs), matrixElement)).toBeLessThan(1e-9);
      expect(deviation(onSingleInputs(threeGammaMatrixElement, inputs), matrixElement)).toBeLessThan(1e-4);
    }
  });

  it.each(TOTALS)('integrates to $picobarn pb for |cos*| < $cosMax and E* > $energyMin GeV', (total) => {
    const random = counterRandom(21);
    const found = accumulate(100_000, (add) => add('all', softestPhotonWeight(random, total.cosMax, total.energyMin)))(
      'all',
    );
    expect(found.error / found.mean).toBeLessThan(0.02);
    expect(Math.abs(found.mean - total.picobarn)).toBeLessThan(3 * Math.hypot(found.error, total.error));
  });
});
