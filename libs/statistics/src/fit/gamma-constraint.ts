import { GAMMA_BOUNDS, GammaConstraint, type CompiledModel } from '../model/compiled-model.js';
import type { Dataset } from './dataset.js';
import { normalGamma, poissonGamma } from './gamma-at-maximum.js';
import { poissonDeviance } from './poisson-deviance.js';

/** gamma at its maximum where it multiplies `scaled` and not `other`; 1 in a bin without it. */
export function gammaHat(
  { gammaKind, gammaWidth }: CompiledModel,
  data: Dataset,
  b: number,
  scaled: number,
  other: number,
): number {
  const [n, aux, width] = [data.counts[b]!, data.gammaAux[b]!, gammaWidth[b]!];
  if (gammaKind[b] === GammaConstraint.normal) return normalGamma(n, scaled, other, aux, width);
  return gammaKind[b] === GammaConstraint.poisson ? poissonGamma(n, scaled, other, aux, width) : 1;
}

/** -ln of the constraint of gamma, constants left out. */
export function gammaConstraint(
  { gammaKind, gammaWidth }: CompiledModel,
  data: Dataset,
  b: number,
  gamma: number,
): number {
  const [aux, width] = [data.gammaAux[b]!, gammaWidth[b]!];
  if (gammaKind[b] === GammaConstraint.normal) return 0.5 * ((gamma - aux) / width) ** 2;
  return gammaKind[b] === GammaConstraint.poisson ? poissonDeviance(aux, width * gamma) : 0;
}

/** Second derivative of the constraint; infinite where gamma cannot move. */
export function gammaStiffness(
  { gammaKind, gammaWidth }: CompiledModel,
  data: Dataset,
  b: number,
  gamma: number,
): number {
  if (gamma <= GAMMA_BOUNDS[0] || gamma >= GAMMA_BOUNDS[1]) return Infinity;
  if (gammaKind[b] === GammaConstraint.normal) return 1 / gammaWidth[b]! ** 2;
  return gammaKind[b] === GammaConstraint.poisson ? data.gammaAux[b]! / gamma ** 2 : Infinity;
}
