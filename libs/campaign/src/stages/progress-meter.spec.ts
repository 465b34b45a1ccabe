import { describe, expect, it } from '@jest/globals';
import type { Progress } from '../progress.js';
import { ProgressMeter } from './progress-meter.js';

const reports: Progress[] = [];
const open = (): ProgressMeter => {
  reports.length = 0;
  return new ProgressMeter({ stage: 'simulate', unit: 'events', total: 100 }, (progress) => reports.push(progress));
};

describe('ProgressMeter', () => {
  it('reports at once that nothing is done, and then every step', () => {
    const meter = open();
    meter.add(30);
    meter.add(70);
    expect(reports.map(({ done }) => done)).toEqual([0, 30, 100]);
    expect(reports[0]).toMatchObject({ stage: 'simulate', unit: 'events', total: 100, rate: 0, eta: NaN });
    expect(reports[2]!.rate).toBeGreaterThan(0);
    expect(reports[2]!.eta).toBe(0);
  });

  it('leaves what an earlier run has done out of the rate', () => {
    const meter = open();
    meter.add(60, false);
    expect(reports.at(-1)).toMatchObject({ done: 60, rate: 0, eta: NaN });
    meter.add(10);
    const { done, rate, eta } = reports.at(-1)!;
    expect(done).toBe(70);
    expect(eta).toBeCloseTo(30 / rate, 9);
    // Ten events in this run, so that the other thirty take three times as long as it has.
    expect(eta / (10 / rate)).toBeCloseTo(3, 9);
  });
});
