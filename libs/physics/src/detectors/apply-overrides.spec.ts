import { describe, expect, it } from '@jest/globals';
import { InvalidInputError, UnknownInputError } from '../errors.js';
import { applyOverrides } from './apply-overrides.js';
import { babar } from './babar/babar.js';
import { belle2 } from './belle2/belle2.js';
import { detectorValues } from './list-inputs.js';

describe('applyOverrides', () => {
  it('changes the value by its path, marks it, and leaves the preset alone', () => {
    const changed = applyOverrides(belle2, { 'muonVeto.efficiency': 0.9, 'photonLoss.highEnergy.seam': 0.2 });
    expect(detectorValues(changed).muonVeto.efficiency).toBe(0.9);
    expect(changed.inputs.photonLoss.highEnergy.seam).toEqual({
      path: 'photonLoss.highEnergy.seam',
      value: 0.2,
      unit: 'probability',
      trust: 'assumed',
      source: 'set by the campaign (preset: 0.05)',
    });
    expect(detectorValues(belle2).muonVeto.efficiency).toBe(0.75);
    expect(detectorValues(applyOverrides(belle2, {}))).toEqual(detectorValues(belle2));
  });

  it('refuses an unknown path and suggests the nearest one', () => {
    expect(() => applyOverrides(belle2, { 'muonVeto.eficiency': 0.9 })).toThrow(UnknownInputError);
    expect(() => applyOverrides(belle2, { 'muonVeto.eficiency': 0.9 })).toThrow('did you mean muonVeto.efficiency?');
    expect(() => applyOverrides(belle2, { 'background.flatDensity': 1 })).toThrow('detector belle2 has no input');
    expect(() => applyOverrides(belle2, { constructor: 1 })).toThrow(UnknownInputError);
  });

  it.each([
    ['muonVeto.efficiency', 1.2, 'allowed: 0 to 1'],
    ['trigger.efficiency', Number.NaN, 'allowed: a finite number'],
    ['photonLoss.edges.seam', 20, 'allowed: at least photonLoss.edges.barrelForward, 32.2'],
    ['photon.thetaLow', 140, 'allowed: below photon.thetaHigh, 128.7'],
    ['resolution.crystalBallN', 1, 'allowed: above 1'],
    ['photonLoss.threshold', -1, 'allowed: at least 0'],
  ])('refuses %s = %d', (path, value, message) => {
    expect(() => applyOverrides(belle2, { [path]: value })).toThrow(InvalidInputError);
    expect(() => applyOverrides(belle2, { [path]: value })).toThrow(message);
  });

  it('changes the background density of BaBar', () => {
    expect(detectorValues(applyOverrides(babar, { 'background.flatDensity': 2 })).background?.flatDensity).toBe(2);
  });
});
