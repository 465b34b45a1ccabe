import { PhaseSpaceError } from '../../errors.js';
import { photonVectorCrossSection, type CosineRange } from '../../radiation/photon-vector-cross-section.js';
import { picobarn, type Picobarn } from '../../units/cross-section.js';
import { gevSquared, type GeV } from '../../units/energy.js';
import { widthShape, type DarkMatter } from './dark-matter.js';
import { integrate } from './integrate.js';
import { breitWigner, massTimesWidth } from './matrix-element.js';
import { invisibleWidth } from './width.js';

/** What e+e- -> gamma chi chibar is computed for; `highestMass` is the end of the range of m(chi chibar). */
export interface OffShellRequest {
  readonly sqrtS: GeV;
  readonly mass: GeV;
  readonly epsilon: number;
  readonly darkMatter: DarkMatter;
  readonly range: CosineRange;
  readonly highestMass: GeV;
}

/** A change of variable q^2(v) with dq^2/dv, and the range of v. */
interface MassMap {
  readonly low: number;
  readonly high: number;
  readonly massSquared: (v: number) => number;
  readonly jacobian: (v: number) => number;
}

/**
 * Cross-section of e+e- -> gamma A'* -> gamma chi chibar for the photon inside a range of cos theta*, by numerical
 * integration over q^2 from the threshold: d sigma = d sigma(gamma V; q^2) (1/pi) q Gamma(q) / |q^2 - m^2 + i m Gamma|^2 dq^2
 * (arXiv:1309.5084). The visible width of the A' is left out: alpha eps^2 << alpha_D.
 * @throws PhaseSpaceError when the threshold is not below `highestMass`, or that not below sqrt(s)
 */
export function offShellCrossSection(request: OffShellRequest): Picobarn {
  const { sqrtS, mass, epsilon, darkMatter, range, highestMass } = request;
  if (!(2 * darkMatter.mass < highestMass))
    throw new PhaseSpaceError('m_chi', darkMatter.mass, `below ${highestMass / 2} GeV`);
  const { norm, slope } = widthShape(darkMatter.kind);
  const poleMassWidth = mass * invisibleWidth(mass, darkMatter);
  const density = (massSquared: number): number => {
    const widthTerm = massTimesWidth(massSquared, darkMatter.mass ** 2, darkMatter.alphaD, norm, slope);
    return (
      photonVectorCrossSection(sqrtS, gevSquared(massSquared), range) *
      breitWigner(massSquared, mass ** 2, poleMassWidth, widthTerm)
    );
  };
  const pieces = massMaps(4 * darkMatter.mass ** 2, highestMass ** 2, mass ** 2, poleMassWidth).map(
    ({ low, high, massSquared, jacobian }) => integrate((v) => density(massSquared(v)) * jacobian(v), low, high),
  );
  return picobarn(epsilon ** 2 * pieces.reduce((sum, piece) => sum + piece, 0));
}

/** Above threshold: the peak by an arctangent, the wings by logarithms of the distance from it. Else one logarithm. */
function massMaps(lowest: number, highest: number, pole: number, poleMassWidth: number): readonly MassMap[] {
  if (pole <= lowest) return [distanceMap(pole, 1, lowest - pole, highest - pole)];
  if (pole >= highest) return [distanceMap(0, 1, Math.max(lowest, 1e-12), highest)];
  const below = Math.min(30 * poleMassWidth, pole - lowest);
  const above = Math.min(30 * poleMassWidth, highest - pole);
  const maps: MassMap[] = [peakMap(pole, poleMassWidth, -below, above)];
  if (pole - below > lowest) maps.push(distanceMap(pole, -1, below, pole - lowest));
  if (pole + above < highest) maps.push(distanceMap(pole, 1, above, highest - pole));
  return maps;
}

function peakMap(pole: number, poleMassWidth: number, from: number, to: number): MassMap {
  return {
    low: Math.atan(from / poleMassWidth),
    high: Math.atan(to / poleMassWidth),
    massSquared: (v) => pole + poleMassWidth * Math.tan(v),
    jacobian: (v) => poleMassWidth / Math.cos(v) ** 2,
  };
}

function distanceMap(origin: number, sign: 1 | -1, nearest: number, farthest: number): MassMap {
  return {
    low: Math.log(Math.max(nearest, 1e-300)),
    high: Math.log(farthest),
    massSquared: (v) => origin + sign * Math.exp(v),
    jacobian: Math.exp,
  };
}
