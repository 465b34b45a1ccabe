import type { CampaignResult, CurveModels, SearchSummary } from '@darkreach/campaign';
import { curveName, withOwnNames } from '../curve-name.js';
import { searchOf } from '../published/published-match.js';
import type { ReportFile, ReportFormat } from '../report-format.js';
import { backgroundWorkspace } from './background-workspace.js';
import { massPatchset } from './mass-patchset.js';

/**
 * For each search and luminosity the backgrounds as a HistFactory workspace and a patchset over masses, as pyhf reads them
 * (JSON format 1.0.0): `pyhf/<experiment>-<luminosity>.json` and `pyhf/<experiment>-<luminosity>-patchset.json`.
 */
export function pyhfFiles({
  models,
  curves,
  searches,
}: Pick<CampaignResult, 'models' | 'curves' | 'searches'>): readonly ReportFile[] {
  const named = models.map((own, i) => ({ name: curveName(own, searches), models: own, curve: curves[i]! }));
  return withOwnNames(named)
    .filter(({ models: { regions, points } }) => regions.length > 0 && points.length > 0)
    .flatMap(({ name, models: own, curve }) => {
      const workspaceText = json(backgroundWorkspace(own));
      const patchset = massPatchset({ models: own, curve, workspaceText, description: description(own, searches) });
      return [
        { path: `pyhf/${name}.json`, content: workspaceText },
        { path: `pyhf/${name}-patchset.json`, content: json(patchset) },
      ];
    });
}

function description(models: CurveModels, searches: readonly SearchSummary[]): string {
  const search = searchOf(models, searches);
  const what = search === undefined ? models.channel : `${search.title} at ${search.experimentTitle}`;
  return `${what}, ${models.luminosity.label}, by mass in GeV. A projection by Darkreach: mu = 1 is the signal at coupling 1e-3, the observation is the expected background, there is no HEPData record.`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Workspaces and patchsets for pyhf. */
export const pyhfFormat: ReportFormat = {
  id: 'pyhf',
  files: ({ result }) => pyhfFiles(result),
};
