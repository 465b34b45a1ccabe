import { gev, type GeV } from '../../units/energy.js';
import { widthShape, type DarkMatter } from './dark-matter.js';
import { massTimesWidth } from './matrix-element.js';

/**
 * Width of A' -> chi chibar; 0 below threshold.
 * @example
 * invisibleWidth(gev(1), { kind: 'dirac', mass: gev(0), alphaD: 0.3 }) // 0.1 GeV
 */
export function invisibleWidth(mass: GeV, { kind, mass: chiMass, alphaD }: DarkMatter): GeV {
  const { norm, slope } = widthShape(kind);
  return gev(massTimesWidth(mass ** 2, chiMass ** 2, alphaD, norm, slope) / mass);
}
