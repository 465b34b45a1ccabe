import { describe, expect, it } from '@jest/globals';
import { everyModifier } from '../../fixtures/every-modifier.js';
import { readWorkspace } from './read-workspace.js';
import { selectMeasurement } from './select-measurement.js';

const [first] = everyModifier.measurements;
const workspace = readWorkspace({ ...everyModifier, measurements: [first, { ...first, name: 'wide' }] });

describe('selectMeasurement', () => {
  it('takes the first one without a name', () => {
    expect(selectMeasurement(workspace).name).toBe('limit');
  });

  it('takes the one of a name', () => {
    expect(selectMeasurement(workspace, 'wide').name).toBe('wide');
  });

  it('refuses a name that is not there, with those that are', () => {
    expect(() => selectMeasurement(workspace, 'wode')).toThrow(
      'workspace /measurements: no measurement is called "wode", did you mean "wide"?; allowed is "limit", "wide"',
    );
  });
});
