import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import type { CampaignPlan, TemplatePlan } from './campaign-plan.js';
import type { TemplateBook } from './template-book.js';

/** Millions of events a second and core, by process, as measured on WebAssembly (docs/performance.md). */
const RATES: Readonly<Record<string, number>> = {
  signal: 30,
  'gamma-gamma': 20,
  'three-gamma': 13,
  'radiative-bhabha': 13,
};
const RATE_OF_OTHERS = 10;
/** Seconds of one limit and core: a few fits, or toys until their error is small. */
const SECONDS_A_LIMIT = { asymptotic: 0.03, auto: 0.3, toys: 0.8 } as const;
/** A worker with its compiled kernels, and what the program itself takes. */
const BYTES_A_WORKER = 120e6;
const BYTES_OF_PROGRAM = 150e6;

/** Rough time and memory on a machine of this kind; said before anything runs. */
export function estimateCost(
  campaign: ResolvedCampaign,
  book: TemplateBook,
  simulated: readonly TemplatePlan[],
  workers: number,
): CampaignPlan['estimate'] {
  const simulate = simulated.reduce(
    (sum, { templateId, events }) => sum + simulationSeconds(book.byId.get(templateId)!.recipe.process, events),
    0,
  );
  const limits = campaign.searches.reduce((sum, search) => sum + search.masses.length * search.luminosities.length, 0);
  const seconds = (simulate + limits * limitSeconds(campaign)) / workers;
  const histograms = [...book.byId.values()].reduce((sum, { recipe }) => sum + 16 * (recipe.axis.bins + 2), 0);
  return { seconds, memoryBytes: BYTES_OF_PROGRAM + workers * BYTES_A_WORKER + histograms, workers };
}

/** Seconds of one core for so many events of a process. */
export function simulationSeconds(process: string, events: number): number {
  return events / (1e6 * (RATES[process] ?? RATE_OF_OTHERS));
}

/** Seconds of one core for a limit of the campaign. */
export function limitSeconds({ statistics }: ResolvedCampaign): number {
  return SECONDS_A_LIMIT[statistics.method];
}
