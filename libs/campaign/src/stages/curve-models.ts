import type { CurveModels } from '../campaign-result.js';
import type { ResolvedLuminosity } from '../spec/resolved-campaign.js';
import { buildModel, sampleInWindow } from './fit.js';
import type { SearchTemplates } from './search-templates.js';

/**
 * The models of one curve, as they were fitted, and the backgrounds over the whole observable that they are cut from.
 * Where templates were given up, the regions and masses that need them are left out.
 */
export function curveModels(
  { search, backgrounds, completeRegions, points }: SearchTemplates,
  luminosity: ResolvedLuminosity,
): CurveModels {
  const { inverseFemtobarn } = luminosity;
  const { low, high } = search.experiment.axis;
  return {
    kind: 'curve-models',
    channel: search.channel.id,
    experiment: search.experiment.id,
    luminosity,
    regions: [...completeRegions].map((name) => ({
      name,
      backgrounds: backgrounds
        .filter(({ region }) => region === name)
        .map((template) => sampleInWindow(search, template, [low, high], inverseFemtobarn)),
    })),
    points: points.flatMap(({ mass, signal, lacks }) =>
      signal === undefined || lacks !== undefined
        ? []
        : [
            {
              mass,
              region: signal.region,
              model: buildModel({ search, signal, backgrounds, luminosity: inverseFemtobarn }),
            },
          ],
    ),
  };
}
