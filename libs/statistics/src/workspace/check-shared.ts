import { describeValue } from './describe-value.js';
import type { PlacedUse } from './placed-use.js';
import { refuseWorkspace } from './refuse-workspace.js';

/** Modifiers of one name share their parameters: of one kind, constraint and size. */
export function checkShared(uses: readonly PlacedUse[]): void {
  const [first, ...rest] = uses as readonly [PlacedUse, ...PlacedUse[]];
  for (const use of rest) {
    if (family(use) !== family(first)) {
      const problem = `is ${use.type} ${describeValue(use.name)}, which is a ${first.type} elsewhere`;
      refuseWorkspace(
        [...use.path, 'type'],
        problem,
        'one constraint for each name (normsys and histosys have the same)',
      );
    }
    if (use.type === 'shapesys') {
      const problem = `is ${describeValue(use.name)}, the shapesys of another sample too`;
      refuseWorkspace([...use.path, 'name'], problem, 'a name of its own for each shapesys');
    }
    if (use.type === 'shapefactor' && use.region.bins !== first.region.bins) {
      const problem = `is shared with a channel of ${first.region.bins} bins, and its own has ${use.region.bins}`;
      refuseWorkspace(use.path, problem, 'as many bins in each channel of a shapefactor');
    }
  }
  if (first.type === 'staterror') checkStaterror(uses);
}

/** Normsys and histosys are pulled by the same standard normal. */
function family({ type }: PlacedUse): string {
  return type === 'histosys' ? 'normsys' : type;
}

/** A staterror of several channels has its bins on all of them: so every sample that carries it carries it in each. */
function checkStaterror(uses: readonly PlacedUse[]): void {
  const channels = new Set(uses.map((use) => use.region.name));
  for (const use of uses) {
    const carried = uses.filter((other) => other.sample.name === use.sample.name).length;
    if (carried === channels.size) continue;
    const problem = `is staterror ${describeValue(use.name)} of ${channels.size} channels, and its sample carries it in ${carried}`;
    refuseWorkspace(use.path, problem, 'a name of its own for each channel');
  }
}
