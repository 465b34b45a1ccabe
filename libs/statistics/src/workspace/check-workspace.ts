import { checkMeasurement } from './check-measurement.js';
import { checkModifiers } from './check-modifiers.js';
import { checkNames } from './check-names.js';
import { checkYields } from './check-yields.js';
import { parameterDeclarations } from './parameter-declarations.js';
import type { Workspace } from './workspace.js';

/**
 * Refuses a workspace of the right shape that is no model: names, bin counts, signs, what is shared, measurements.
 * @throws InvalidWorkspaceError for the first problem
 */
export function checkWorkspace(workspace: Workspace): void {
  checkNames(workspace);
  checkYields(workspace);
  checkModifiers(workspace);
  const declarations = parameterDeclarations(workspace);
  workspace.measurements.forEach((measurement, m) => checkMeasurement(measurement, m, declarations));
}
