import { describe, expect, it } from '@jest/globals';
import { degreesToRadian } from './angle.js';
import {
  femtobarn,
  femtobarnToPicobarn,
  nanobarn,
  nanobarnToPicobarn,
  picobarn,
  picobarnToFemtobarn,
  picobarnToNanobarn,
} from './cross-section.js';
import { expectedEvents, inverseFemtobarn } from './luminosity.js';

describe('units', () => {
  it('turn one nanobarn into a thousand picobarn and back', () => {
    expect(nanobarnToPicobarn(nanobarn(1))).toBe(1000);
    expect(picobarnToNanobarn(picobarn(1000))).toBe(1);
    expect(picobarnToFemtobarn(picobarn(2))).toBe(2000);
    expect(femtobarnToPicobarn(femtobarn(500))).toBe(0.5);
  });

  it('give the number of events as cross-section times luminosity', () => {
    expect(expectedEvents(femtobarn(2), inverseFemtobarn(50))).toBe(100);
  });

  it('turn degrees into radian', () => {
    expect(degreesToRadian(180)).toBe(Math.PI);
  });
});
