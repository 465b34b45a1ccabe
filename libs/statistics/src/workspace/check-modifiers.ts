import { describeValue } from './describe-value.js';
import { checkEvents, checkLength } from './check-yields.js';
import { refuseWorkspace, type WorkspacePath } from './refuse-workspace.js';
import type { Workspace, WorkspaceModifier } from './workspace.js';

/** The data of every modifier fits its sample, and a sample has a modifier of one type and name once. */
export function checkModifiers({ channels }: Workspace): void {
  channels.forEach(({ samples }, c) =>
    samples.forEach(({ data, modifiers }, s) => {
      const path = ['channels', c, 'samples', s, 'modifiers'];
      modifiers.forEach((modifier, m) => checkData(modifier, data.length, [...path, m, 'data']));
      checkOnce(modifiers, path);
    }),
  );
}

function checkData(modifier: WorkspaceModifier, bins: number, path: WorkspacePath): void {
  switch (modifier.type) {
    case 'normfactor':
    case 'shapefactor':
    case 'lumi':
      return;
    case 'shapesys':
    case 'staterror': {
      checkEvents(modifier.data, bins, path);
      return;
    }
    case 'histosys':
      checkLength(modifier.data.hi_data, bins, [...path, 'hi_data']);
      {
        checkLength(modifier.data.lo_data, bins, [...path, 'lo_data']);
        return;
      }
    case 'normsys':
      for (const side of ['hi', 'lo'] as const) {
        // The exponential interpolation takes the logarithm of both.
        if (!(modifier.data[side] > 0))
          refuseWorkspace([...path, side], `is ${modifier.data[side]}`, 'a number above 0');
      }
  }
}

function checkOnce(modifiers: readonly WorkspaceModifier[], path: WorkspacePath): void {
  const seen = new Set<string>();
  modifiers.forEach(({ type, name }, m) => {
    const key = JSON.stringify([type, name]);
    if (seen.has(key)) {
      refuseWorkspace([...path, m], `is ${type} ${describeValue(name)} a second time`, 'once in a sample');
    }
    seen.add(key);
  });
}
