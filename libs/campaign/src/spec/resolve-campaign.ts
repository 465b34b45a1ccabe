import { InvalidInputError } from '@darkreach/physics';
import type { SearchDocument } from './campaign-document.js';
import { CAMPAIGN_LIMITS } from './campaign-limits.js';
import type { CampaignSource, SourcePath } from './campaign-source.js';
import type { CatalogueEntry, CatalogueExperiment, ChannelCatalogue } from './channel-catalogue.js';
import type { CampaignSpec } from './parse-campaign.js';
import { refusedValue, unknownKeyName, unknownName } from './refusal.js';
import { resolveMasses } from './resolve-masses.js';
import { resolveModel } from './resolve-model.js';
import { resolveSystematics } from './resolve-systematics.js';
import type { ResolvedCampaign, ResolvedLuminosity, ResolvedSearch } from './resolved-campaign.js';

/**
 * Looks up what a campaign names, checks it against the searches that there are and fills in every default.
 *
 * @throws {CampaignSpecError} at the first value that is not allowed.
 */
export function resolveCampaign(spec: CampaignSpec, catalogue: ChannelCatalogue): ResolvedCampaign {
  const { document, source } = spec;
  const { apiVersion, name, seed, events, statistics, output } = document;
  const { minimum, maximum } = statistics.toys;
  if (minimum > maximum) {
    throw refusedValue(source, ['statistics', 'toys', 'minimum'], minimum, 'is above the maximum', `1 to ${maximum}`);
  }
  const searches = document.channels.map((search, i) => resolveSearch(search, catalogue, source, ['channels', i]));
  requireDistinct(searches, source);
  requireBounded(searches, events, source);
  return {
    kind: 'resolved-campaign',
    apiVersion,
    name,
    seed,
    searches,
    events,
    statistics,
    output: { formats: [...new Set(output.formats)] },
  };
}

function resolveSearch(
  search: SearchDocument,
  catalogue: ChannelCatalogue,
  source: CampaignSource,
  path: SourcePath,
): ResolvedSearch {
  const entry = findEntry(search.id, catalogue, source, [...path, 'id']);
  const preset = findExperiment(search, entry, source, [...path, 'experiment']);
  const detectorOverrides = typeof search.experiment === 'string' ? {} : (search.experiment.overrides ?? {});
  const experiment = withOverrides(detectorOverrides, preset, source, [...path, 'experiment', 'overrides']);
  return {
    channel: entry.id,
    experiment: experiment.id,
    luminosities: uniqueLuminosities(search.luminosities),
    masses: resolveMasses(search.masses, experiment, source, [...path, 'masses']),
    model: resolveModel(search.model, entry.model, source, [...path, 'model']),
    detectorOverrides,
    systematics: resolveSystematics(search.systematics, entry.systematics, source, [...path, 'systematics']),
  };
}

function findEntry(
  id: string,
  { entries }: ChannelCatalogue,
  source: CampaignSource,
  path: SourcePath,
): CatalogueEntry {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined)
    throw unknownName(
      source,
      path,
      id,
      'known search',
      entries.map((known) => known.id),
    );
  return entry;
}

function findExperiment(
  search: SearchDocument,
  entry: CatalogueEntry,
  source: CampaignSource,
  path: SourcePath,
): CatalogueExperiment {
  const inline = typeof search.experiment === 'string';
  const preset = typeof search.experiment === 'string' ? search.experiment : search.experiment.preset;
  const experiment = entry.experiments.find(({ id }) => id === preset);
  const known = entry.experiments.map(({ id }) => id);
  if (experiment === undefined)
    throw unknownName(source, inline ? path : [...path, 'preset'], preset, `experiment of ${entry.id}`, known);
  return experiment;
}

/** The experiment as the campaign changes it: its range of masses and its resolution may depend on its inputs. */
function withOverrides(
  overrides: Readonly<Record<string, number>>,
  experiment: CatalogueExperiment,
  source: CampaignSource,
  path: SourcePath,
): CatalogueExperiment {
  const known = experiment.inputs.map((input) => input.path);
  const stranger = Object.keys(overrides).find((name) => !known.includes(name));
  if (stranger !== undefined) throw unknownKeyName(source, [...path, stranger], `input of ${experiment.id}`, known);
  try {
    return experiment.withInputs(overrides);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    // The input that is refused may be one that the campaign leaves alone, when two contradict each other.
    const at = error.path in overrides ? [...path, error.path] : path;
    throw refusedValue(source, at, error.value, `is refused for ${error.path}`, error.allowed);
  }
}

function uniqueLuminosities(luminosities: readonly ResolvedLuminosity[]): readonly ResolvedLuminosity[] {
  const byValue = new Map<number, ResolvedLuminosity>();
  for (const luminosity of luminosities) {
    if (!byValue.has(luminosity.inverseFemtobarn)) byValue.set(luminosity.inverseFemtobarn, luminosity);
  }
  return [...byValue.values()];
}

/** Templates and random streams are named by search and experiment, so a campaign has each pair once. */
function requireDistinct(searches: readonly ResolvedSearch[], source: CampaignSource): void {
  const seen = new Set<string>();
  searches.forEach(({ channel, experiment }, i) => {
    const pair = `${channel} at ${experiment}`;
    if (seen.has(pair))
      throw refusedValue(source, ['channels', i, 'id'], pair, 'is there twice', 'each search once per experiment');
    seen.add(pair);
  });
}

/** What each part may ask for is limited by the schema; this limits their product. */
function requireBounded(
  searches: readonly ResolvedSearch[],
  events: ResolvedCampaign['events'],
  source: CampaignSource,
): void {
  const masses = searches.reduce((sum, search) => sum + search.masses.length, 0);
  if (masses > CAMPAIGN_LIMITS.totalMasses) {
    throw refusedValue(
      source,
      ['channels'],
      masses,
      'masses are too many',
      `${CAMPAIGN_LIMITS.totalMasses} over all searches`,
    );
  }
  const total = masses * events.signal + searches.length * events.background;
  if (total > CAMPAIGN_LIMITS.totalEvents) {
    throw refusedValue(
      source,
      ['events'],
      total,
      'events are too many',
      `${CAMPAIGN_LIMITS.totalEvents} over all masses and searches`,
    );
  }
}
