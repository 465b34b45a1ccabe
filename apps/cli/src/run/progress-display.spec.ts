import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { Progress } from '@darkreach/campaign';
import { progressDisplay, progressLine } from './progress-display.js';

const at = (done: number, stage: Progress['stage'] = 'simulate'): Progress => ({
  stage,
  done,
  total: 100,
  unit: stage === 'simulate' ? 'events' : 'limits',
  rate: 10,
  eta: (100 - done) / 10,
});

describe('progressLine', () => {
  it('shows share, counts, rate and time to go', () => {
    expect(progressLine(at(25))).toBe('simulating  25 %, 25 of 100 events, 10/s, 7.5 s to go');
    expect(progressLine(at(100, 'fit'))).toBe('fitting    100 %, 100 of 100 limits, 10/s');
  });

  it('is calm about nothing to do and about rates that are not known yet', () => {
    expect(progressLine({ ...at(0), total: 0 })).toBe('simulating 100 %, 0 of 0 events, 10/s');
    expect(progressLine({ ...at(0), rate: Number.NaN, eta: Infinity })).toBe('simulating   0 %, 0 of 100 events, -/s');
  });
});

describe('progressDisplay', () => {
  it('writes a line at the start of a stage, every three seconds and at the end', () => {
    const screen = new PassThrough();
    let time = 0;
    const display = progressDisplay(screen, () => time, false);
    for (const [when, progress] of [
      [0, at(1)],
      [2999, at(2)],
      [3000, at(3)],
      [3001, at(4)],
      [3002, at(100)],
      [3003, at(1, 'fit')],
    ] as const) {
      time = when;
      display.show(progress);
    }
    display.stop();
    const shares = String(screen.read())
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 16));
    expect(shares).toEqual(['simulating   1 %', 'simulating   3 %', 'simulating 100 %', 'fitting      1 %']);
  });

  it('draws bars on a terminal', () => {
    const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const display = progressDisplay(screen, () => 0, false);
    display.show(at(50));
    display.show(at(10, 'fit'));
    display.stop();
    const shown = String(screen.read());
    expect(shown).toContain(`${'█'.repeat(12)}${'░'.repeat(12)} simulating  50 %`);
    expect(shown).toContain('fitting     10 %');
  });

  it('is silent when it is to be quiet', () => {
    const screen = Object.assign(new PassThrough(), { isTTY: true });
    const display = progressDisplay(screen, () => 0, true);
    display.show(at(50));
    display.stop();
    expect(screen.read()).toBeNull();
  });
});
