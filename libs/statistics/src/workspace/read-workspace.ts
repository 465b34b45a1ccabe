import { InvalidWorkspaceError } from '../errors.js';
import { checkWorkspace } from './check-workspace.js';
import { schemaCheck } from './schema-check.js';
import { workspaceSchema } from './workspace-schema.js';
import type { Workspace } from './workspace.js';

const firstProblem = schemaCheck(workspaceSchema);

/**
 * A JSON value as a HistFactory workspace (JSON format 1.0.0): the same value, checked by the schema and by the rules that
 * a schema cannot say.
 * @throws InvalidWorkspaceError with the JSON pointer of the first problem, what was given and what is allowed
 * @example
 * const workspace = readWorkspace(parseJson(readFileSync('workspace.json', 'utf8')));
 */
export function readWorkspace(document: unknown): Workspace {
  const problem = firstProblem(document);
  if (problem) throw new InvalidWorkspaceError(problem);
  const workspace = document as Workspace;
  checkWorkspace(workspace);
  return workspace;
}
