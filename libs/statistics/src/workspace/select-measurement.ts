import { describeValue } from './describe-value.js';
import { didYouMean } from './did-you-mean.js';
import { refuseWorkspace } from './refuse-workspace.js';
import type { Workspace, WorkspaceMeasurement } from './workspace.js';

/**
 * The measurement of this name; the first one without a name.
 * @throws InvalidWorkspaceError when there is none of this name, with the names that there are
 */
export function selectMeasurement({ measurements }: Workspace, name?: string): WorkspaceMeasurement {
  const found = name === undefined ? measurements[0] : measurements.find((measurement) => measurement.name === name);
  if (found) return found;
  const names = measurements.map((measurement) => measurement.name);
  const problem = `no measurement is called ${describeValue(name)}${didYouMean(name, names)}`;
  return refuseWorkspace(['measurements'], problem, names.map((known) => describeValue(known)).join(', '));
}
