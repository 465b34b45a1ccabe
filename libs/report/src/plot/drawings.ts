import { curveName, fileName, searchPrefix, withOwnNames } from '../curve-name.js';
import { isOfCurve, searchOf } from '../published/published-match.js';
import { regionsOf } from '../regions/regions.js';
import type { PlotInput } from '../report-input.js';
import { reachPlot } from './reach/reach-plot.js';
import { recoilPlot } from './recoil/recoil-plot.js';

/** A drawing, by its file name without ending. */
export interface Drawing {
  readonly name: string;
  readonly svg: string;
}

type Kind = (input: PlotInput) => readonly Drawing[];

/** Every kind of drawing; a new one is a folder and a line here. */
const kinds: readonly Kind[] = [reachDrawings, limitDrawings, recoilDrawings];

/** Every drawing of a campaign, each under a name of its own. */
export function drawings(input: PlotInput): readonly Drawing[] {
  return withOwnNames(kinds.flatMap((kind) => kind(input)));
}

/** `reach`: all curves of a channel; the channel is part of the name where there are several. */
function reachDrawings({ curves, searches, campaign, status }: PlotInput): readonly Drawing[] {
  const channels = channelsOf(searches);
  const names = channels.length > 0 ? channels : [''];
  return names.map((channel) => ({
    name: names.length > 1 ? fileName('reach', channel) : 'reach',
    svg: reachPlot({
      curves: curves.filter((curve) => curve.channel === channel),
      searches: searches.filter((search) => search.channel === channel),
      cl: campaign.statistics.cl,
      status,
      isShown: () => true,
    }),
  }));
}

/** `limit-<experiment>-<luminosity>`: one curve with its own published limits. */
function limitDrawings({ curves, searches, campaign, status }: PlotInput): readonly Drawing[] {
  return curves.map((curve) => {
    const search = searchOf(curve, searches);
    return {
      name: `limit-${curveName(curve, searches)}`,
      svg: reachPlot({
        curves: [curve],
        searches: searches.filter(
          ({ channel, experiment }) => channel === curve.channel && experiment === curve.experiment,
        ),
        cl: campaign.statistics.cl,
        status,
        isShown: (limit) => search !== undefined && isOfCurve(limit, curve, search),
      }),
    };
  });
}

/**
 * `recoil-<experiment>`: the templates at the first luminosity of each search, `recoil-<experiment>-<region>` where the
 * search has several selections.
 */
function recoilDrawings({ curves, searches, histograms }: PlotInput): readonly Drawing[] {
  return searches.flatMap((search) => {
    const curve = curves.find(
      ({ channel, experiment }) => channel === search.channel && experiment === search.experiment,
    );
    if (curve === undefined) return [];
    const name = [...searchPrefix(curve, searches), search.experiment];
    const regions = regionsOf(curve, histograms);
    if (regions.length <= 1)
      return [{ name: fileName('recoil', ...name), svg: recoilPlot({ curve, search, histograms }) }];
    return regions.map((region) => ({
      name: fileName('recoil', ...name, region),
      svg: recoilPlot({ curve, search, histograms, region }),
    }));
  });
}

function channelsOf(searches: PlotInput['searches']): readonly string[] {
  return [...new Set(searches.map((search) => search.channel))];
}
