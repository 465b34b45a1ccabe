import type { DeclaredSet } from '../model/modifiers/modifier-kind.js';
import { MODIFIER_KINDS } from '../model/modifiers/modifier-kinds.js';
import { checkShared } from './check-shared.js';
import { placedUses, type PlacedUse } from './placed-use.js';
import type { Workspace } from './workspace.js';

/**
 * The parameters that the modifiers of a workspace declare, by name.
 * @throws InvalidWorkspaceError where modifiers of one name cannot share their parameters
 */
export function parameterDeclarations(workspace: Workspace): ReadonlyMap<string, DeclaredSet> {
  const byName = new Map<string, PlacedUse[]>();
  for (const use of placedUses(workspace)) {
    const uses = byName.get(use.name);
    if (uses) uses.push(use);
    else byName.set(use.name, [use]);
  }
  const declarations = new Map<string, DeclaredSet>();
  for (const [name, uses] of byName) {
    checkShared(uses);
    declarations.set(name, declaredBy(uses));
  }
  return declarations;
}

function declaredBy(uses: readonly PlacedUse[]): DeclaredSet {
  const { type } = uses[0]!;
  return MODIFIER_KINDS.find((kind) => kind.type === type)!.declare(uses.filter((use) => use.type === type));
}
