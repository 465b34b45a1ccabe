import { describe, expect, it } from '@jest/globals';
import { CASES, readCase } from '../../fixtures/read-case.js';
import { threeRegions } from '../../fixtures/three-regions.js';
import { buildModel } from '../model/build-model.js';
import type { Shift } from '../model/model.js';
import { explorationStarts } from './exploration-starts.js';

describe('starts for exploration', () => {
  it.each(CASES)('are not needed in %s', (name) => {
    expect(explorationStarts(buildModel(readCase(name).workspace))).toEqual([]);
  });

  const model = buildModel(threeRegions);
  const bend = (shift: Shift): Shift => ({ ...shift, high: shift.low });
  const tilt = model.parameters.findIndex(({ name }) => name === 'tilt');
  const bent = {
    ...model,
    samples: model.samples.map((sample) => ({
      ...sample,
      shifts: sample.shifts.map((shift) => (shift.parameter === tilt ? bend(shift) : shift)),
    })),
  };

  it('are +1 and -1 of a parameter whose both sides look alike', () => {
    expect(explorationStarts(bent).map((start) => start[tilt])).toEqual([1, -1]);
  });

  it('leave out what is fixed', () => {
    const parameters = model.parameters.map((p, i) => (i === tilt ? { ...p, fixed: true } : p));
    expect(explorationStarts({ ...bent, parameters })).toEqual([]);
  });
});
