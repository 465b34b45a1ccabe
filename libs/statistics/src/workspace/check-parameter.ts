import type { DeclaredSet } from '../model/modifiers/modifier-kind.js';
import { refuseWorkspace, type WorkspacePath } from './refuse-workspace.js';
import type { WorkspaceParameter } from './workspace.js';

/** What a measurement says of a parameter set fits the set: how many numbers, which ones, and initial values in bounds. */
export function checkParameter(parameter: WorkspaceParameter, declared: DeclaredSet, path: WorkspacePath): void {
  for (const key of ['inits', 'bounds', 'auxdata', 'sigmas', 'factors'] as const) {
    const values = parameter[key];
    if (!values) continue;
    checkUsed(key, parameter.name, declared, [...path, key]);
    if (values.length !== declared.size) {
      refuseWorkspace(
        [...path, key],
        `has ${values.length} entries`,
        `${declared.size}, one for each parameter of the set`,
      );
    }
  }
  checkRange(parameter.sigmas, 'above', [...path, 'sigmas']);
  checkRange(parameter.factors, 'above', [...path, 'factors']);
  if (declared.constraint.kind === 'poisson') checkRange(parameter.auxdata, 'from', [...path, 'auxdata']);
  checkInitials(parameter, declared, path);
}

function checkUsed(
  key: keyof WorkspaceParameter,
  name: string,
  { constraint }: DeclaredSet,
  path: WorkspacePath,
): void {
  const problem = `is given for ${name}, whose constraint is ${constraint.kind}`;
  if (key === 'auxdata' && constraint.kind === 'none') refuseWorkspace(path, problem, 'with a constraint only');
  if (key === 'sigmas' && constraint.kind !== 'normal') refuseWorkspace(path, problem, 'with a normal constraint only');
  if (key === 'factors' && constraint.kind !== 'poisson')
    refuseWorkspace(path, problem, 'with a poisson constraint only');
}

function checkRange(values: readonly number[] | undefined, zero: 'above' | 'from', path: WorkspacePath): void {
  const bad = values?.findIndex((value) => !(zero === 'above' ? value > 0 : value >= 0)) ?? -1;
  if (bad < 0) return;
  refuseWorkspace(
    [...path, bad],
    `is ${values![bad]!}`,
    zero === 'above' ? 'a number above 0' : 'a number that is not negative',
  );
}

function checkInitials(parameter: WorkspaceParameter, declared: DeclaredSet, path: WorkspacePath): void {
  for (let i = 0; i < declared.size; i++) {
    const [lower, upper] = parameter.bounds?.[i] ?? declared.bounds;
    if (!(lower <= upper)) refuseWorkspace([...path, 'bounds', i], `is [${lower}, ${upper}]`, 'lower <= upper');
    const initial = parameter.inits?.[i] ?? defaultInitial(parameter, declared, i);
    if (initial >= lower && initial <= upper) continue;
    const at = parameter.inits ? [...path, 'inits', i] : [...path, 'bounds', i];
    refuseWorkspace(at, `has the initial value ${initial} outside the bounds [${lower}, ${upper}]`, 'one inside them');
  }
}

function defaultInitial({ auxdata }: WorkspaceParameter, { initial }: DeclaredSet, i: number): number {
  return initial === 'as-measured' ? (auxdata?.[i] ?? 1) : initial;
}
