import { describe, expect, it } from '@jest/globals';
import {
  applyPatch,
  buildModel,
  findPatch,
  InvalidWorkspaceError,
  readPatchset,
  readWorkspace,
  verifyPatchset,
  type Patchset,
} from '@darkreach/statistics';
import { sampleResult } from '../../fixtures/sample-result.js';
import { patchName } from './mass-patchset.js';
import { pyhfFiles } from './pyhf-files.js';

const files = new Map(pyhfFiles(sampleResult).map(({ path, content }) => [path, String(content)]));
const json = (path: string): unknown => JSON.parse(files.get(path)!) as unknown;
const patchsetOf = (name: string): Patchset => readPatchset(json(`pyhf/${name}-patchset.json`));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('pyhfFiles', () => {
  it('are a workspace and a patchset for each curve, with its name', () => {
    const names = ['babar-53fb', 'belle2-20fb', 'belle2-50ab'];
    expect([...files.keys()]).toEqual(names.flatMap((name) => [`pyhf/${name}.json`, `pyhf/${name}-patchset.json`]));
  });

  it('have the digest of the workspace in the patchset', () => {
    for (const name of ['babar-53fb', 'belle2-50ab'])
      expect(() => verifyPatchset(patchsetOf(name), files.get(`pyhf/${name}.json`)!)).not.toThrow();
    expect(() => verifyPatchset(patchsetOf('babar-53fb'), files.get('pyhf/belle2-50ab.json')!)).toThrow('digest');
  });

  it('have every selection and no signal in the workspace, so that it is no model before it is patched', () => {
    const document = json('pyhf/belle2-20fb.json') as { channels: { name: string; samples: { name: string }[] }[] };
    expect(document.channels.map(({ name }) => name)).toEqual(['low-mass', 'high-mass']);
    for (const { samples } of document.channels)
      expect(samples.map(({ name }) => name)).toEqual(['gamma-gamma', 'radiative-bhabha']);
    expect(() => readWorkspace(document)).toThrow(InvalidWorkspaceError);
  });

  it('have a patch for each mass that makes the model that was fitted there', () => {
    const patchset = patchsetOf('belle2-20fb');
    const { points } = sampleResult.models[1]!;
    expect(patchset.metadata.labels).toEqual(['mass']);
    expect(patchset.patches.map(({ metadata }) => metadata.values)).toEqual(points.map(({ mass }) => [mass]));
    for (const { mass, region, model } of [points[0]!, points.at(-2)!]) {
      const patch = findPatch(patchset, [mass]).patch;
      const workspace = readWorkspace(applyPatch(json('pyhf/belle2-20fb.json'), patch));
      expect(workspace.channels.map(({ name }) => name)).toEqual([region]);
      expect(buildModel(workspace).bins).toBe(model.signal.yields.length);
      expect(workspace.channels[0]!.samples[0]!.data).toEqual(model.signal.yields);
      const expected = sum(workspace.channels[0]!.samples.slice(1).flatMap(({ data }) => [...data]));
      expect(sum(workspace.observations[0]!.data) / expected).toBeCloseTo(1, 12);
    }
  });

  it('have bounds of mu that the limits are well inside', () => {
    const document = json('pyhf/babar-53fb.json');
    sampleResult.curves[0]!.points.slice(0, -1).forEach(({ mass, band }) => {
      const model = buildModel(
        readWorkspace(applyPatch(document, findPatch(patchsetOf('babar-53fb'), patchName(mass)).patch)),
      );
      const { lower, initial, upper } = model.parameters[model.pointOfInterest]!;
      expect(lower).toBe(0);
      expect(upper / band.expected[4]).toBeCloseTo(10, 0);
      expect(initial).toBeGreaterThan(0);
      expect(initial).toBeLessThan(upper);
    });
  });

  it('are none for a curve without masses', () => {
    const models = sampleResult.models.map((own) => ({ ...own, points: [] }));
    expect(pyhfFiles({ ...sampleResult, models })).toEqual([]);
  });
});

describe('patchName', () => {
  it('has letters, digits and underscores only', () => {
    expect([0.5, 2, 1e-7].map(patchName)).toEqual(['mass_0p5', 'mass_2', 'mass_1e_7']);
  });
});
