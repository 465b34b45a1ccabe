import type { DeclaredSet } from '../model/modifiers/modifier-kind.js';
import { checkParameter } from './check-parameter.js';
import { describeValue } from './describe-value.js';
import { didYouMean } from './did-you-mean.js';
import { refuseWorkspace } from './refuse-workspace.js';
import type { WorkspaceMeasurement } from './workspace.js';

/**
 * A measurement says what its parameters allow, and has a parameter of interest. Parameters that no modifier has are
 * ignored, as pyhf does: likelihoods are published with them.
 */
export function checkMeasurement(
  { config }: WorkspaceMeasurement,
  m: number,
  declarations: ReadonlyMap<string, DeclaredSet>,
): void {
  const path = ['measurements', m, 'config'];
  config.parameters.forEach((parameter, p) => {
    const declared = declarations.get(parameter.name);
    if (declared) checkParameter(parameter, declared, [...path, 'parameters', p]);
  });
  checkLumi(config, m, declarations);
  const size = declarations.get(config.poi)?.size;
  if (size === 1) return;
  const scalars = [...declarations].filter(([, set]) => set.size === 1).map(([name]) => name);
  const given = describeValue(config.poi);
  const problem =
    size === undefined
      ? `is ${given}, which no modifier has${didYouMean(config.poi, scalars)}`
      : `is ${given}, which has ${size} bins`;
  refuseWorkspace([...path, 'poi'], problem, `a parameter of one number: ${listed(scalars)}`);
}

function checkLumi(
  { parameters }: WorkspaceMeasurement['config'],
  m: number,
  declarations: ReadonlyMap<string, DeclaredSet>,
): void {
  const [name] = [...declarations].find(([, set]) => set.initial === 'as-measured') ?? [];
  if (name === undefined) return;
  const p = parameters.findIndex((parameter) => parameter.name === name);
  const allowed = `one with the auxdata and sigmas of ${name}, which has no default`;
  const path = ['measurements', m, 'config', 'parameters'];
  if (p < 0) refuseWorkspace(path, `has no entry for ${describeValue(name)}`, allowed);
  for (const key of ['auxdata', 'sigmas'] as const) {
    if (parameters[p]![key] === undefined) refuseWorkspace([...path, p], `has no "${key}"`, allowed);
  }
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none here';
  const shown = names.slice(0, 8).join(', ');
  return names.length <= 8 ? shown : `${shown} ... (${names.length})`;
}
