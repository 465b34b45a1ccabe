/**
 * Probability that a photon leaves no trace: loss in the calorimeter, by nine zones of the polar angle in the laboratory
 * and two classes of energy, times the chance that the muon system does not see it either.
 * `edge1` ... `edge8` are the cosines of the inner edges, falling from the electron beam to the positron beam;
 * `low` and `high` are the losses below and above the energy `split`. Below `threshold` every photon is unseen.
 * Energies in GeV in the laboratory.
 */
export function photonMissProbability(
  cosThetaLab: number,
  energyLab: number,
  edge1: number,
  edge2: number,
  edge3: number,
  edge4: number,
  edge5: number,
  edge6: number,
  edge7: number,
  edge8: number,
  low0: number,
  low1: number,
  low2: number,
  low3: number,
  low4: number,
  low5: number,
  low6: number,
  low7: number,
  low8: number,
  high0: number,
  high1: number,
  high2: number,
  high3: number,
  high4: number,
  high5: number,
  high6: number,
  high7: number,
  high8: number,
  threshold: number,
  split: number,
  muonCosLow: number,
  muonCosHigh: number,
  muonMinimumEnergy: number,
  muonEfficiency: number,
): number {
  const loss0 = energyLab < split ? low0 : high0;
  const loss1 = energyLab < split ? low1 : high1;
  const loss2 = energyLab < split ? low2 : high2;
  const loss3 = energyLab < split ? low3 : high3;
  const loss4 = energyLab < split ? low4 : high4;
  const loss5 = energyLab < split ? low5 : high5;
  const loss6 = energyLab < split ? low6 : high6;
  const loss7 = energyLab < split ? low7 : high7;
  const loss8 = energyLab < split ? low8 : high8;
  const backward = cosThetaLab > edge7 ? loss6 : cosThetaLab > edge8 ? loss7 : loss8;
  const central = cosThetaLab > edge5 ? loss4 : cosThetaLab > edge6 ? loss5 : backward;
  const forward = cosThetaLab > edge3 ? loss2 : cosThetaLab > edge4 ? loss3 : central;
  const zoneLoss = cosThetaLab > edge1 ? loss0 : cosThetaLab > edge2 ? loss1 : forward;
  const loss = energyLab < threshold ? 1 : zoneLoss;
  return cosThetaLab > muonCosLow && cosThetaLab < muonCosHigh && energyLab > muonMinimumEnergy
    ? loss * (1 - muonEfficiency)
    : loss;
}
