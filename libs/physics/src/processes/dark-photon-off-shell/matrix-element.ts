/** sqrt(q^2) Gamma_chi(q) in GeV^2 for an A' of mass squared q^2: alpha_D q^2 norm (1 + slope r) sqrt(1 - 4 r), 0 below threshold. */
export function massTimesWidth(
  massSquared: number,
  chiMassSquared: number,
  alphaD: number,
  norm: number,
  slope: number,
): number {
  const r = chiMassSquared / massSquared;
  return alphaD * massSquared * norm * (1 + slope * r) * Math.sqrt(Math.max(1 - 4 * r, 0));
}

/**
 * Line shape of the A', which turns sigma(e+e- -> gamma V; q^2) into d sigma(e+e- -> gamma chi chibar) / d q^2:
 * (1/pi) sqrt(q^2) Gamma_chi(q) / ((q^2 - m^2)^2 + (m Gamma)^2), in GeV^-2.
 */
export function breitWigner(
  massSquared: number,
  poleSquared: number,
  poleMassWidth: number,
  widthTerm: number,
): number {
  const off = massSquared - poleSquared;
  return widthTerm / (Math.PI * (off * off + poleMassWidth * poleMassWidth));
}
