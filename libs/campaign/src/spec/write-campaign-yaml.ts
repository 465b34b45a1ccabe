import { stringify, visit, Document } from 'yaml';
import type { ResolvedCampaign, ResolvedSearch, ResolvedSystematic } from './resolved-campaign.js';

/** A campaign file with nothing left to defaults; reading it gives the same resolved campaign again. */
export function writeCampaignYaml(campaign: ResolvedCampaign): string {
  const { apiVersion, name, seed, searches, events, statistics, output } = campaign;
  const document = new Document({
    apiVersion,
    name,
    seed,
    channels: searches.map(searchDocument),
    events,
    statistics,
    output,
  });
  visit(document, {
    Seq: (_key, node) => {
      node.flow = node.items.every((item) => !(typeof item === 'object' && item !== null && 'items' in item));
    },
  });
  return stringify(document, { lineWidth: 120, flowCollectionPadding: false });
}

function searchDocument(search: ResolvedSearch) {
  const { channel, experiment, luminosities, masses, model, detectorOverrides, systematics } = search;
  return {
    id: channel,
    experiment: { preset: experiment, overrides: detectorOverrides },
    luminosities: luminosities.map(({ label }) => label),
    masses,
    model,
    systematics: Object.fromEntries(systematics.map((systematic) => [systematic.name, systematicDocument(systematic)])),
  };
}

function systematicDocument({ relative, scaling, referenceInverseFemtobarn, floor }: ResolvedSystematic) {
  return { relative, scaling, reference: `${referenceInverseFemtobarn} fb^-1`, floor };
}
