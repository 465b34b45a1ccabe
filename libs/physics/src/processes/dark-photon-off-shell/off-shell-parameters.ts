import { PhaseSpaceError } from '../../errors.js';
import type { GeV } from '../../units/energy.js';
import { widthShape, type DarkMatter } from './dark-matter.js';
import { invisibleWidth } from './width.js';

/** The parameters of the off-shell formulas that follow from the model, by their names. */
export interface OffShellParameters {
  readonly [parameter: string]: number;
  readonly resonantShare: number;
  readonly poleSquared: number;
  readonly poleMassWidth: number;
  readonly tLow: number;
  readonly tHigh: number;
  readonly lowest: number;
  readonly logRange: number;
  readonly chiMassSquared: number;
  readonly alphaD: number;
  readonly norm: number;
  readonly slope: number;
}

/**
 * Parameters of `offShellMassSquared` and `sampleOffShellDarkPhoton` for an A' of `mass`, with m(chi chibar) from threshold to
 * `highestMass`: 70 % of the events by the resonant map where the pole is inside, none where it is not.
 * @throws PhaseSpaceError when the threshold is not below `highestMass`
 */
export function offShellParameters(mass: GeV, darkMatter: DarkMatter, highestMass: GeV): OffShellParameters {
  if (!(2 * darkMatter.mass < highestMass))
    throw new PhaseSpaceError('m_chi', darkMatter.mass, `below ${highestMass / 2} GeV`);
  const lowest = Math.max(4 * darkMatter.mass ** 2, 1e-6);
  const highest = highestMass ** 2;
  const poleSquared = mass ** 2;
  const inside = poleSquared > lowest && poleSquared < highest;
  const poleMassWidth = mass * invisibleWidth(mass, darkMatter);
  const angle = (massSquared: number): number => Math.atan2(massSquared - poleSquared, poleMassWidth);
  return {
    resonantShare: inside ? 0.7 : 0,
    poleSquared,
    poleMassWidth,
    tLow: inside ? angle(lowest) : 0,
    tHigh: inside ? angle(highest) : 1,
    lowest,
    logRange: Math.log(highest / lowest),
    chiMassSquared: darkMatter.mass ** 2,
    alphaD: darkMatter.alphaD,
    ...widthShape(darkMatter.kind),
  };
}
