import type { ModifierUse } from '../model/modifiers/modifier-kind.js';
import type { Region } from '../model/model.js';
import type { WorkspacePath } from './refuse-workspace.js';
import type { Workspace, WorkspaceModifier } from './workspace.js';

/** One modifier, and where it stands. */
export interface PlacedUse extends ModifierUse<WorkspaceModifier['data']> {
  readonly type: WorkspaceModifier['type'];
  readonly path: WorkspacePath;
}

/** Every modifier of a workspace. */
export function placedUses({ channels }: Workspace): PlacedUse[] {
  return channels.flatMap(({ name: channel, samples }, c) => {
    const region: Region = { name: channel, first: c, bins: samples[0]!.data.length };
    return samples.flatMap((sample, s) =>
      sample.modifiers.map(({ name, type, data }, m): PlacedUse => {
        return { name, type, data, region, sample, path: ['channels', c, 'samples', s, 'modifiers', m] };
      }),
    );
  });
}
