import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShardComputer } from '@darkreach/campaign';
import { device, jobs, madeUp } from '../../fixtures/small-work.js';
import { withThreadFaults } from './thread-faults.js';

const honest: ShardComputer = {
  identity: device,
  remember: () => undefined,
  forget: () => undefined,
  simulate: async (_, job) => madeUp(job),
  fit: () => Promise.reject(new Error('not here')),
};
const [job, other] = [jobs[0]!, jobs[1]!];

describe('withThreadFaults', () => {
  it('is not there unless it is asked for', () => {
    expect(withThreadFaults(honest, {})).toBe(honest);
    expect(withThreadFaults(honest, { DARKREACH_FAILPOINTS: 'worker.upload.sent=kill' })).toBe(honest);
  });

  it('makes NaN of the shards that it names, and says so', async () => {
    const DARKREACH_FAILPOINT_DIR = mkdtempSync(join(tmpdir(), 'faults-'));
    const DARKREACH_FAILPOINTS = `worker.upload.sent=kill;thread.nan=${job.id}`;
    const faulty = withThreadFaults(honest, { DARKREACH_FAILPOINTS, DARKREACH_FAILPOINT_DIR });
    expect((await faulty.simulate('', other)).histogram.sumw).toEqual(madeUp(other).histogram.sumw);
    expect(existsSync(join(DARKREACH_FAILPOINT_DIR, 'thread.nan'))).toBe(false);
    expect((await faulty.simulate('', job)).histogram.sumw.every(Number.isNaN)).toBe(true);
    expect(existsSync(join(DARKREACH_FAILPOINT_DIR, 'thread.nan'))).toBe(true);
  });

  it('changes the last bit', async () => {
    const faulty = withThreadFaults(honest, { DARKREACH_FAILPOINTS: 'thread.wrong-bits=simulate/' });
    const { histogram } = await faulty.simulate('', job);
    expect(histogram.sumw).not.toEqual(madeUp(job).histogram.sumw);
    expect(histogram.sumw[0]).toBeCloseTo(0.5, 15);
    expect(histogram.sumw2).toEqual(madeUp(job).histogram.sumw2);
  });
});
