import type { MassesDocument } from './campaign-document.js';
import { CAMPAIGN_LIMITS } from './campaign-limits.js';
import type { CampaignSource, SourcePath } from './campaign-source.js';
import type { CatalogueExperiment } from './channel-catalogue.js';
import { resolutionMasses, spacedMasses, uniqueMasses } from './mass-grid.js';
import { refusedValue } from './refusal.js';

/** The masses of a search, ascending and unique, all inside the phase space of the experiment. */
export function resolveMasses(
  masses: MassesDocument,
  experiment: CatalogueExperiment,
  source: CampaignSource,
  path: SourcePath,
): readonly number[] {
  if (Array.isArray(masses)) {
    masses.forEach((mass, i) => requireInPhaseSpace(mass, experiment, source, [...path, i]));
    return uniqueMasses(masses);
  }
  const { from, to } = masses;
  requireInPhaseSpace(from, experiment, source, [...path, 'from']);
  requireInPhaseSpace(to, experiment, source, [...path, 'to']);
  if (!(from < to)) throw refusedValue(source, [...path, 'to'], to, 'is not above from', `more than ${from} GeV`);
  if (masses.spacing !== 'resolution') return uniqueMasses(spacedMasses(from, to, masses.points, masses.spacing));
  const steps = resolutionMasses(from, to, masses.step, experiment.resolution);
  if (steps !== undefined) return steps;
  const allowed = `a step that gives at most ${CAMPAIGN_LIMITS.masses} masses`;
  throw refusedValue(source, [...path, 'step'], masses.step, 'gives too many masses', allowed);
}

function requireInPhaseSpace(
  mass: number,
  experiment: CatalogueExperiment,
  source: CampaignSource,
  path: SourcePath,
): void {
  const [low, high] = experiment.massRange;
  if (mass >= low && mass <= high) return;
  const allowed = `${Number(low.toPrecision(5))} to ${Number(high.toPrecision(5))} GeV at ${experiment.id}`;
  throw refusedValue(source, path, mass, 'GeV is beyond phase space', allowed);
}
