import { afterEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { ReportOutcome, resultDigest, type CallContext, type ResultHeader } from '@darkreach/cluster';
import { FakeCoordinator, refusal, type Answers } from '../../fixtures/fake-coordinator.js';
import { campaign } from '../../fixtures/small-work.js';
import { uploadResults } from './upload-results.js';

let coordinator: FakeCoordinator;
let context: CallContext;
async function start(answers: Answers = {}): Promise<void> {
  coordinator = new FakeCoordinator(campaign, answers);
  await coordinator.start();
  context = coordinator.context();
}
afterEach(() => {
  context.client.close();
  coordinator.kill();
});

const token = { campaignId: 'reach', shardId: 'simulate/a/0', attempt: 2, epoch: 3 };
const headerOf = (bytes: Buffer): ResultHeader => ({
  workerId: 'worker-12345678',
  token,
  digest: resultDigest(bytes),
  size: bytes.length,
  seconds: 1.5,
});

describe('uploadResults', () => {
  it.each([0, 1, 256 * 1024, 256 * 1024 + 1, 3_000_000])(
    'brings %d bytes in chunks of at most 256 KiB',
    async (size) => {
      await start();
      const bytes = randomBytes(size);
      expect(await uploadResults(context, [{ header: headerOf(bytes), bytes }])).toEqual([ReportOutcome.ACCEPTED]);
      const [{ header, chunks, bytes: received }] = coordinator.uploads as [(typeof coordinator.uploads)[0]];
      expect(header).toEqual(headerOf(bytes));
      expect(received.equals(bytes)).toBe(true);
      expect(Math.max(0, ...chunks)).toBeLessThanOrEqual(256 * 1024);
      expect(chunks).toHaveLength(Math.ceil(size / (256 * 1024)));
    },
  );

  it('waits for a coordinator that reads slowly', async () => {
    await start({ readAfter: 5 });
    const bytes = randomBytes(4_000_000);
    const start_ = performance.now();
    await uploadResults(context, [{ header: headerOf(bytes), bytes }]);
    expect(performance.now() - start_).toBeGreaterThan(16 * 5);
    expect(coordinator.uploads[0]!.bytes.equals(bytes)).toBe(true);
  });

  it('says why a result was not taken', async () => {
    await start({
      report: () => {
        throw refusal('INVALID_ARGUMENT', 'sumw of bin 0 is NaN');
      },
    });
    const bytes = randomBytes(1_000_000);
    await expect(uploadResults(context, [{ header: headerOf(bytes), bytes }])).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'sumw of bin 0 is NaN',
    });
  });

  it('fails when the coordinator is gone', async () => {
    await start({ readAfter: 20 });
    const bytes = randomBytes(8_000_000);
    const upload = uploadResults(context, [{ header: headerOf(bytes), bytes }]);
    setTimeout(() => coordinator.kill(), 50);
    await expect(upload).rejects.toMatchObject({ name: 'CallError' });
  });
});
