import { describe, expect, it } from '@jest/globals';
import { counterRandom } from '../../../fixtures/counter-random.js';
import {
  beamProduct,
  deviation,
  golden,
  GOLDEN_BEAM,
  onSingleInputs,
  product,
  type FourVector,
} from '../../../fixtures/golden.js';
import { accumulate } from '../../../fixtures/weighted-mean.js';
import { atanhCosine } from '../../kinematics/atanh-cosine.js';
import { logUniformEnergy } from '../../kinematics/log-uniform-energy.js';
import { masslessFourVector } from '../../kinematics/massless-four-vector.js';
import { photonRecoilWeight } from '../../kinematics/photon-recoil-weight.js';
import { photonRecoil } from '../../kinematics/photon-recoil.js';
import { collinearElectron } from './collinear-electron.js';
import { radiativeBhabhaMatrixElement } from './matrix-element.js';

type Invariants = Parameters<typeof radiativeBhabhaMatrixElement>;

function invariants(electron: FourVector, positron: FourVector, gamma: FourVector): Invariants {
  return [
    4 * GOLDEN_BEAM ** 2,
    2 * product(electron, positron),
    -2 * beamProduct(-1, positron),
    -2 * beamProduct(1, electron),
    -2 * beamProduct(-1, electron),
    -2 * beamProduct(1, positron),
    beamProduct(-1, gamma),
    beamProduct(1, gamma),
    product(positron, gamma),
    product(electron, gamma),
  ];
}

const separated = (p: FourVector, q: FourVector): boolean =>
  product(p, q) > (1 - Math.cos((10 * Math.PI) / 180)) * p[0] * q[0];

/** One event with e- peaked forward; all |cos*| < 0.9, E* > 0.5 GeV, pairs more than 10 degrees apart. */
function wideAngleWeight(random: () => number): number {
  const sqrtS = 2 * GOLDEN_BEAM;
  const y = Math.atanh(0.9);
  const [energy, energyJacobian] = logUniformEnergy(random(), 0.5, Math.log(GOLDEN_BEAM / 0.5));
  const [cosK, sinSquaredK, jacobianK] = atanhCosine(random(), -y, y);
  const k = masslessFourVector(energy, cosK, Math.sqrt(sinSquaredK), 2 * Math.PI * random());
  // 1 - cos with density 1/(1 - cos)
  const offset = 0.1 * Math.exp(random() * Math.log(19));
  const [, nx, ny, nz] = masslessFourVector(1, 1 - offset, Math.sqrt(offset * (2 - offset)), 2 * Math.PI * random());
  const [e2, p2x, p2y, p2z, e3, p3x, p3y, p3z, denominator] = photonRecoil(sqrtS, ...k, nx, ny, nz);
  const electron: FourVector = [e2, p2x, p2y, p2z];
  const positron: FourVector = [e3, p3x, p3y, p3z];
  if (Math.min(e2, e3) < 0.5 || Math.abs(p3z) > 0.9 * e3) return 0;
  if (!separated(k, electron) || !separated(k, positron) || !separated(electron, positron)) return 0;
  const matrixElement = radiativeBhabhaMatrixElement(...invariants(electron, positron, k));
  const jacobian = energyJacobian * jacobianK * offset * Math.log(19) * (2 * Math.PI) ** 2;
  return photonRecoilWeight(sqrtS, matrixElement, energy, e2, denominator) * jacobian;
}

describe('radiativeBhabhaMatrixElement', () => {
  it('equals explicit Dirac spinors to 1e-9, and to 1e-4 on single-precision inputs', () => {
    expect(golden.radiativeBhabha.length).toBe(4);
    for (const { electron, positron, gamma, matrixElement } of golden.radiativeBhabha) {
      const inputs = invariants(electron, positron, gamma);
      expect(deviation(radiativeBhabhaMatrixElement(...inputs), matrixElement)).toBeLessThan(1e-9);
      expect(deviation(onSingleInputs(radiativeBhabhaMatrixElement, inputs), matrixElement)).toBeLessThan(1e-4);
    }
  });

  it('integrates to 1000.2 pb for three particles at wide angles', () => {
    const random = counterRandom(22);
    const found = accumulate(150_000, (add) => add('all', wideAngleWeight(random)))('all');
    expect(found.error / found.mean).toBeLessThan(0.02);
    expect(Math.abs(found.mean - 1000.2)).toBeLessThan(3 * Math.hypot(found.error, 2.5));
  });
});

describe('collinearElectron', () => {
  it('gives the massive momentum transfer at zero angle, -me^2 x^2/(1-x)', () => {
    const [t] = collinearElectron(GOLDEN_BEAM, 0, 0.4);
    expect(deviation(t, (-(0.51099895e-3 ** 2) * 0.16) / 0.6)).toBeLessThan(1e-12);
  });

  it('agrees with the massive four-vectors at 1 mrad', () => {
    const [me, x, theta] = [0.51099895e-3, 0.3, 1e-3];
    const energy = GOLDEN_BEAM * (1 - x);
    const p = Math.sqrt(GOLDEN_BEAM ** 2 - me ** 2);
    const q = Math.sqrt(energy ** 2 - me ** 2);
    // (p - q)^2 with 1 - cos from the half angle: 2 me^2 - 2 (E E' - p q) - 4 p q sin^2(theta/2)
    const along = (me ** 2 * (GOLDEN_BEAM ** 2 + energy ** 2) - me ** 4) / (GOLDEN_BEAM * energy + p * q);
    const exact = 2 * me ** 2 - 2 * along - 4 * p * q * Math.sin(theta / 2) ** 2;
    const [t, factor] = collinearElectron(GOLDEN_BEAM, energy * 2 * Math.sin(theta / 2) ** 2, x);
    expect(deviation(t, exact)).toBeLessThan(1e-5);
    expect(factor).toBeGreaterThan(0.95);
    expect(factor).toBeLessThan(1);
  });
});
