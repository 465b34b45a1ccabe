import { InvalidWorkspaceError } from '../errors.js';
import { jsonPointer } from './json-pointer.js';

/** Steps to a place in a workspace, e.g. `['channels', 0, 'name']`. */
export type WorkspacePath = readonly (string | number)[];

/** @throws InvalidWorkspaceError always */
export function refuseWorkspace(path: WorkspacePath, problem: string, allowed: string): never {
  throw new InvalidWorkspaceError({ path: jsonPointer(...path), problem, allowed });
}
