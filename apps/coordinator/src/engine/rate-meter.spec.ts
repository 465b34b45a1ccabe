import { describe, expect, it } from '@jest/globals';
import { RateMeter } from './rate-meter.js';

describe('RateMeter', () => {
  it('knows the rate of the last seconds, and forgets what was before', () => {
    let time = 0;
    const meter = new RateMeter(10, () => time);
    expect(meter.rate()).toBe(0);
    for (let done = 0; time < 30; time += 1, done += time < 15 ? 100 : 20) meter.add(done);
    time -= 1;
    expect(meter.rate()).toBeCloseTo(20, 0);
  });

  it('falls to nothing when nothing comes any more', () => {
    let time = 0;
    const meter = new RateMeter(10, () => time);
    meter.add(0);
    time = 1;
    meter.add(100);
    expect(meter.rate()).toBe(100);
    time = 6;
    expect(meter.rate()).toBeCloseTo(100 / 6, 9);
    time = 12;
    expect(meter.rate()).toBe(0);
  });

  it('begins anew when work begins anew', () => {
    let time = 0;
    const meter = new RateMeter(10, () => time);
    meter.add(1000);
    time = 1;
    meter.add(0);
    time = 2;
    meter.add(5);
    expect(meter.rate()).toBe(5);
  });
});
