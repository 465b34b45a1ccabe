import {
  mergeShards,
  openTemplateBook,
  planCampaign,
  type PartialHistogram,
  type ResolvedCampaign,
} from '@darkreach/campaign';
import { decodeShardResult, type Histogram, type Ledger, type ResultFile } from '@darkreach/cluster';
import type { Caller, ResultDesk } from '../desk.js';
import { FailedPreconditionError, NotFoundError } from '../errors.js';
import type { ClusterCampaignDesk } from './campaign-desk.js';

const BATCH = 200;

/** Files and templates of campaigns. */
export class ClusterResultDesk implements ResultDesk {
  constructor(
    private readonly ledger: Ledger,
    private readonly campaigns: Pick<ClusterCampaignDesk, 'find'>,
  ) {}

  async files(campaignId: string, caller: Caller): Promise<readonly ResultFile[]> {
    await this.campaigns.find(campaignId, caller);
    return this.ledger.artifacts.list(campaignId);
  }

  async file(campaignId: string, path: string, caller: Caller): Promise<Uint8Array> {
    const { status } = await this.campaigns.find(campaignId, caller);
    const content = await this.ledger.artifacts.content(campaignId, path);
    if (!content) throw new NotFoundError('FILE_NOT_FOUND', `campaign ${campaignId} (${status}) has no file ${path}`);
    return content;
  }

  async histogram(campaignId: string, templateId: string, caller: Caller): Promise<Histogram> {
    await this.campaigns.find(campaignId, caller);
    const document = await this.ledger.campaigns.document(campaignId);
    if (!document) throw new NotFoundError('CAMPAIGN_NOT_FOUND', `there is no campaign ${campaignId}`);
    const campaign = JSON.parse(document.resolved) as ResolvedCampaign;
    const entry = openTemplateBook(campaign).byId.get(templateId);
    if (!entry) throw new NotFoundError('TEMPLATE_NOT_FOUND', `campaign ${campaignId} has no template ${templateId}`);
    const wanted =
      planCampaign(campaign, 1).simulated.find((template) => template.templateId === templateId)?.shards ?? 0;
    const parts = wanted === 0 ? [] : await this.parts(campaignId, templateId);
    if (parts.length < wanted) {
      const message = `${parts.length} of ${wanted} shards of ${templateId} are merged; ask again when all are`;
      throw new FailedPreconditionError('TEMPLATE_INCOMPLETE', message);
    }
    const { histogram, generatedEvents } = mergeShards(entry, parts);
    const { name: axisName, unit: axisUnit, low, high } = histogram.axis;
    const [sumw, sumw2] = [[...histogram.sumw], [...histogram.sumw2]];
    return { templateId, axisName, axisUnit, low, high, sumw, sumw2, generatedEvents };
  }

  private async parts(campaignId: string, templateId: string): Promise<readonly PartialHistogram[]> {
    const parts: PartialHistogram[] = [];
    for (let afterOrdinal = -1; ;) {
      const query = { campaignId, stage: 'simulate', templateId, afterOrdinal, limit: BATCH } as const;
      const rows = await this.ledger.shards.results(query);
      for (const { bytes } of rows) {
        const result = decodeShardResult(bytes);
        if (result.kind === 'partial-histogram') parts.push(result);
      }
      const last = rows.at(-1);
      if (last === undefined) return parts;
      afterOrdinal = last.ordinal;
    }
  }
}
