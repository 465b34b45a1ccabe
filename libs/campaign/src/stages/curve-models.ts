import type { CurveModels } from '../campaign-result.js';
import type { BookSearch } from '../plan/template-book.js';
import type { ResolvedLuminosity } from '../spec/resolved-campaign.js';
import { buildModel, sampleInWindow } from './fit.js';
import type { Template } from './merge.js';

/** The models of one curve, as they were fitted, and the backgrounds over the whole observable that they are cut from. */
export function curveModels(
  search: BookSearch,
  luminosity: ResolvedLuminosity,
  signals: readonly Template[],
  backgrounds: readonly Template[],
): CurveModels {
  const { inverseFemtobarn } = luminosity;
  const { low, high } = search.experiment.axis;
  const regions = [...new Set(backgrounds.map(({ region }) => region))];
  return {
    kind: 'curve-models',
    channel: search.channel.id,
    experiment: search.experiment.id,
    luminosity,
    regions: regions.map((name) => ({
      name,
      backgrounds: backgrounds
        .filter(({ region }) => region === name)
        .map((template) => sampleInWindow(search, template, [low, high], inverseFemtobarn)),
    })),
    points: signals.map((signal) => ({
      mass: signal.mass!,
      region: signal.region,
      model: buildModel({ search, signal, backgrounds, luminosity: inverseFemtobarn }),
    })),
  };
}
