import { describe, expect, it } from '@jest/globals';
import { countingWorkspace } from '../../fixtures/counting-workspace.js';
import { readCase } from '../../fixtures/read-case.js';
import { buildModel } from '../model/build-model.js';
import { chooseMethod, signalRegion } from './choose-method.js';

const counting = (background: number, relative = 0) =>
  buildModel(
    countingWorkspace({
      ...{ n: Math.round(background), background },
      ofBackground: relative > 0 ? [{ name: 'b', type: 'shapesys', data: [relative * background] }] : [],
    }),
  );

describe('the choice of a method', () => {
  it('is toys below 10 background events under the signal, and says so', () => {
    expect(chooseMethod(counting(3))).toEqual({
      method: 'toys',
      reason: 'toys: 3.0 background events under the signal, fewer than 10',
      backgroundInWindow: expect.closeTo(3, 10),
    });
    expect(chooseMethod(counting(0)).method).toBe('toys');
    expect(chooseMethod(counting(100)).method).toBe('asymptotic');
  });

  it('is toys where the background was measured with few events', () => {
    expect(chooseMethod(counting(20, 0.5)).reason).toBe(
      'toys: a background under the signal was measured with 4.0 events, fewer than 10',
    );
    expect(chooseMethod(counting(20, 0.1)).method).toBe('asymptotic');
  });

  it('looks only where the signal is: 400 events in 20 bins are few under a narrow one', () => {
    const { workspace } = readCase('bf_staterror20_lowmc');
    const model = buildModel(workspace);
    const { background, shares } = signalRegion(model);
    expect(background).toBeLessThan(10);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(shares[0]).toBe(0);
  });

  it('sees a flat background under a Gaussian as 2 sqrt(pi) sigma db/dx', () => {
    const bins = Array.from({ length: 60 }, (_, i) => i - 29.5);
    const workspace = countingWorkspace({ n: 0, background: 1 });
    const gauss = bins.map((x) => 0.01 * Math.exp(-0.5 * (x / 4) ** 2));
    const [signal, background] = workspace.channels[0]!.samples;
    const samples = [
      { ...signal!, data: gauss },
      { ...background!, data: bins.map(() => 50) },
    ];
    const model = buildModel({
      ...workspace,
      channels: [{ name: 'count', samples }],
      observations: [{ name: 'count', data: bins.map(() => 50) }],
    });
    expect(signalRegion(model).background / (2 * Math.sqrt(Math.PI) * 4 * 50)).toBeCloseTo(1, 2);
  });
});
