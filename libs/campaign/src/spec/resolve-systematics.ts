import type { SearchDocument, SystematicDocument } from './campaign-document.js';
import type { CampaignSource, SourcePath } from './campaign-source.js';
import type { CatalogueEntry } from './channel-catalogue.js';
import { refusedValue, unknownKeyName } from './refusal.js';
import type { ResolvedSystematic } from './resolved-campaign.js';

type Default = CatalogueEntry['systematics'][number];

/** The uncertainties that a campaign sets, completed by the search's defaults, in the order of their names. */
export function resolveSystematics(
  given: SearchDocument['systematics'],
  defaults: readonly Default[],
  source: CampaignSource,
  path: SourcePath,
): readonly ResolvedSystematic[] {
  const names = defaults.map(({ name }) => name);
  return Object.entries(given)
    .map(([name, value]) => {
      const fallback = defaults.find((systematic) => systematic.name === name);
      if (fallback === undefined) throw unknownKeyName(source, [...path, name], 'uncertainty of this search', names);
      const resolved = completed(value, fallback);
      if (resolved.relative === 'free' || resolved.floor <= resolved.relative) return resolved;
      throw refusedValue(
        source,
        [...path, name, 'floor'],
        resolved.floor,
        'is above the uncertainty itself',
        `0 to ${resolved.relative}`,
      );
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A bare value is constant and has no floor; a mapping changes only what it names. */
function completed(value: SystematicDocument, fallback: Default): ResolvedSystematic {
  const { name, scaling, referenceInverseFemtobarn } = fallback;
  if (typeof value !== 'object')
    return { name, relative: value, scaling: 'constant', referenceInverseFemtobarn, floor: 0 };
  return {
    name,
    relative: value.relative ?? fallback.relative,
    scaling: value.scaling ?? scaling,
    referenceInverseFemtobarn: value.reference?.inverseFemtobarn ?? referenceInverseFemtobarn,
    floor:
      value.floor ??
      (value.relative === undefined ? fallback.floor : Math.min(fallback.floor, numeric(value.relative))),
  };
}

function numeric(relative: number | 'free'): number {
  return relative === 'free' ? 0 : relative;
}
