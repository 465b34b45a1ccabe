import type { WorkspaceModifier } from '../../workspace/workspace.js';
import { histosys } from './histosys.js';
import { lumi } from './lumi.js';
import type { ModifierKind } from './modifier-kind.js';
import { normfactor } from './normfactor.js';
import { normsys } from './normsys.js';
import { shapefactor } from './shapefactor.js';
import { shapesys } from './shapesys.js';
import { staterror } from './staterror.js';

/** Every type of modifier, in the order in which pyhf takes their parameters. */
export const MODIFIER_KINDS: readonly ModifierKind<WorkspaceModifier['data']>[] = [
  histosys,
  lumi,
  normfactor,
  normsys,
  shapefactor,
  shapesys,
  staterror,
] as readonly ModifierKind<never>[];
