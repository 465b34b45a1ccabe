import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readWorkspace } from './read-workspace.js';
import { writeWorkspace } from './write-workspace.js';
import type { Workspace, WorkspaceModifier } from './workspace.js';

const events = fc.double({ min: 0, max: 1e9, noNaN: true });
const shift = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0);
const side = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const names = (count: number) => fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: count, maxLength: count });

/** A channel of any names and numbers, with every type of modifier that needs no word in the measurement. */
const workspaces = fc.integer({ min: 1, max: 5 }).chain((bins) => {
  const each = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: bins, maxLength: bins });
  return fc
    .record({ nominal: each(events), hi: each(shift), errors: each(events), side, name: names(6) })
    .map(workspaceOf);
});

interface Numbers {
  readonly nominal: number[];
  readonly hi: number[];
  readonly errors: number[];
  readonly side: number;
  readonly name: string[];
}

function workspaceOf({ nominal, hi, errors, side, name }: Numbers): Workspace {
  const modifiers: WorkspaceModifier[] = [
    { name: name[0]!, type: 'normfactor', data: null },
    { name: name[1]!, type: 'normsys', data: { hi: side, lo: 1 / side } },
    { name: name[2]!, type: 'histosys', data: { hi_data: hi, lo_data: nominal } },
    { name: name[3]!, type: 'shapesys', data: errors },
    { name: name[4]!, type: 'staterror', data: errors },
    { name: name[5]!, type: 'shapefactor', data: null },
  ];
  return {
    version: '1.0.0',
    channels: [{ name: name[1]!, samples: [{ name: name[2]!, data: nominal, modifiers }] }],
    observations: [{ name: name[1]!, data: errors }],
    measurements: [{ name: '', config: { poi: name[0]!, parameters: [{ name: name[0]!, bounds: [[0, side + 1]] }] } }],
  };
}

it('writes what reads back as the same workspace', () => {
  fc.assert(
    fc.property(workspaces, (workspace) => {
      expect(readWorkspace(JSON.parse(writeWorkspace(workspace)))).toEqual(workspace);
    }),
  );
});
