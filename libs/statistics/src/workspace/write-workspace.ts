import type { Workspace } from './workspace.js';

/** A workspace as JSON text, indented by two, that reads back as the same value (-0 as 0). */
export function writeWorkspace(workspace: Workspace): string {
  return `${JSON.stringify(workspace, null, 2)}\n`;
}
