import type { CurveModels, LimitCurve } from '@darkreach/campaign';
import { makePatchset, templateWorkspace, type Patch, type Patchset } from '@darkreach/statistics';
import { MEASUREMENT } from './background-workspace.js';

/** The format wants a record at HEPData; these have none. */
const NO_RECORD = 'ins0000000';
/** The bound of mu, in limits at +2 standard deviations: near enough for scans between the bounds, far enough for any. */
const BOUND = 10;

/** What a patchset is made from. */
export interface PatchsetInput {
  readonly models: CurveModels;
  /** The limits at the same masses, for the bounds of mu. */
  readonly curve: LimitCurve;
  readonly description: string;
  /** Text of the workspace that it is for. */
  readonly workspaceText: string;
}

/**
 * One patch for each mass, which turns the backgrounds over the whole observable into the model that was fitted there: the
 * selection and the bins of that mass, with signal, observation, and bounds of mu that the limits are inside.
 */
export function massPatchset({ models, curve, description, workspaceText }: PatchsetInput): Patchset {
  const patches = models.points.map((point, i) => massPatch(point, curve.points[i]?.band.expected[4]));
  return makePatchset({ workspaceText, hepdata: NO_RECORD, labels: ['mass'], description, patches });
}

function massPatch({ mass, region, model }: CurveModels['points'][number], highest = Number.NaN): Patch {
  const upper = highest > 0 ? { upper: Number((BOUND * highest).toPrecision(2)) } : {};
  const workspace = templateWorkspace(model, { region, measurement: MEASUREMENT, ...upper });
  const parts = ['channels', 'observations', 'measurements'] as const;
  return {
    metadata: { name: patchName(mass), values: [mass] },
    patch: parts.map((part) => ({ op: 'replace', path: `/${part}`, value: workspace[part] })),
  };
}

/** `mass_0p5` for 0.5 GeV: a name has letters, digits and underscores only. */
export function patchName(mass: number): string {
  return `mass_${String(mass)
    .replace('.', 'p')
    .replaceAll(/[^a-zA-Z0-9_]/g, '_')}`;
}
