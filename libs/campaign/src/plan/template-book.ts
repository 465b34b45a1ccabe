import { createHash } from 'node:crypto';
import { findChannel, type Channel, type ChannelExperiment, type TemplateRecipe } from '@darkreach/channels';
import { CampaignPlanError } from '../errors.js';
import { canonicalJson } from '../spec/canonical-json.js';
import type { ResolvedCampaign, ResolvedSearch } from '../spec/resolved-campaign.js';

/** One template of a campaign and the id that its random numbers and its results hang on. */
export interface BookEntry {
  /** `<channel>/<experiment>[@<inputs>]/<process>[/<mass>]`; the same work has the same id in every campaign. */
  readonly id: string;
  readonly search: number;
  /** GeV; absent for a background. */
  readonly mass?: number;
  readonly recipe: TemplateRecipe;
}

/** A search with its channel and experiment looked up. */
export interface BookSearch {
  readonly search: ResolvedSearch;
  readonly channel: Channel;
  readonly experiment: ChannelExperiment;
}

/** Every template of a campaign. */
export interface TemplateBook {
  readonly searches: readonly BookSearch[];
  readonly entries: readonly BookEntry[];
  readonly byId: ReadonlyMap<string, BookEntry>;
}

/** Books by campaign: one of ten thousand masses takes a second to open, and is asked for by every stage. */
const opened = new WeakMap<ResolvedCampaign, TemplateBook>();

/**
 * Looks up channels and experiments and lists what has to be simulated. The same campaign has the same book.
 * @throws CampaignPlanError for a channel that is not registered
 */
export function openTemplateBook(campaign: ResolvedCampaign): TemplateBook {
  const book = opened.get(campaign) ?? listTemplates(campaign);
  opened.set(campaign, book);
  return book;
}

function listTemplates(campaign: ResolvedCampaign): TemplateBook {
  const searches = campaign.searches.map(lookUp);
  const byId = new Map<string, BookEntry>();
  const entries = searches.flatMap((search, index) => entriesOf(search, index));
  for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return { searches, entries, byId };
}

function lookUp(search: ResolvedSearch): BookSearch {
  const channel = findChannel(search.channel);
  if (!channel) throw new CampaignPlanError(`channel ${search.channel} is not registered`);
  return { search, channel, experiment: channel.experiment(search.experiment, search.detectorOverrides) };
}

function entriesOf({ search, experiment }: BookSearch, index: number): BookEntry[] {
  const detector = `${search.channel}/${search.experiment}${suffix(search.detectorOverrides)}`;
  const backgrounds = experiment.backgrounds.map((recipe) => ({
    id: `${detector}/${recipe.region}/${recipe.process}`,
    search: index,
    recipe,
  }));
  const signals = search.masses.map((mass) => ({
    id: `${detector}/signal${suffix(search.model)}/${mass}`,
    search: index,
    mass,
    recipe: experiment.signal(mass, search.model),
  }));
  return [...backgrounds, ...signals];
}

/** Settings that are not empty get a short digest, so that they never share random numbers or results with others. */
function suffix(settings: Readonly<Record<string, number | string>>): string {
  if (Object.keys(settings).length === 0) return '';
  return `@${createHash('sha256').update(canonicalJson(settings)).digest('hex').slice(0, 8)}`;
}
