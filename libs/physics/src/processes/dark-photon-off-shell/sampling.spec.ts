import { describe, expect, it } from '@jest/globals';
import { counterRandom } from '../../../fixtures/counter-random.js';
import { accumulate, type WeightedMean } from '../../../fixtures/weighted-mean.js';
import { gev } from '../../units/energy.js';
import { offShellCrossSection } from './cross-section.js';
import type { DarkMatter } from './dark-matter.js';
import { offShellParameters } from './off-shell-parameters.js';
import { offShellMassSquared, sampleOffShellDarkPhoton } from './sampling.js';

const highestMass = gev(10.3);

function simulate(mass: number, darkMatter: DarkMatter): WeightedMean {
  const random = counterRandom(41);
  const y = Math.atanh(0.6);
  const p = offShellParameters(gev(mass), darkMatter, highestMass);
  return accumulate(60_000, (add) => {
    const { poleSquared, poleMassWidth } = p;
    const map = [p.resonantShare, poleSquared, poleMassWidth, p.tLow, p.tHigh, p.lowest, p.logRange] as const;
    const [q2, jacobian] = offShellMassSquared(random(), random(), ...map);
    const model = [poleSquared, poleMassWidth, p.chiMassSquared, p.alphaD, p.norm, p.slope] as const;
    add('all', sampleOffShellDarkPhoton(random(), random(), q2, jacobian, 10.58, ...model, -y, y)[4]);
  })('all');
}

describe('sampleOffShellDarkPhoton', () => {
  it.each([
    { mass: 1, kind: 'dirac', chi: 0.33, alphaD: 0.1 },
    { mass: 5, kind: 'complex-scalar', chi: 1, alphaD: 0.5 },
    { mass: 0.01, kind: 'majorana', chi: 0.33, alphaD: 0.1 },
    { mass: 20, kind: 'pseudo-dirac', chi: 1, alphaD: 0.5 },
  ] as const)(
    'has the integrated cross-section as its mean weight: $kind, m_A $mass GeV',
    ({ mass, kind, chi, alphaD }) => {
      const darkMatter = { kind, mass: gev(chi), alphaD };
      const found = simulate(mass, darkMatter);
      const range = { low: -0.6, high: 0.6 };
      const request = { sqrtS: gev(10.58), mass: gev(mass), epsilon: 1, darkMatter, range, highestMass };
      expect(found.error / found.mean).toBeLessThan(0.02);
      expect(Math.abs(found.mean - offShellCrossSection(request))).toBeLessThan(3 * found.error);
    },
  );
});
