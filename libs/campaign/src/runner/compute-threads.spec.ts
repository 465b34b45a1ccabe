import { afterEach, describe, expect, it } from '@jest/globals';
import { smallCampaign } from '../../fixtures/small-campaign.js';
import { RunnerError } from '../errors.js';
import type { ShardJob } from '../plan/campaign-plan.js';
import { ComputeThreads, type ComputeTaskOptions } from './compute-threads.js';

/** What the threads of these tests answer, see fixtures/counting-thread.mjs. */
interface Answer {
  readonly shardId: string;
  readonly threadId: number;
  readonly known: readonly string[];
  readonly sent: boolean;
}

const program = new URL('../../fixtures/counting-thread.mjs', import.meta.url);
const campaign = smallCampaign();

let threads: ComputeThreads;
async function open(count: number): Promise<void> {
  threads = new ComputeThreads({ count, device: 'cpu', program });
  await threads.open();
}
afterEach(() => threads.close());

async function simulate(id: string, options?: ComputeTaskOptions, digest = 'one'): Promise<Answer> {
  const job: ShardJob = { kind: 'shard-job', id, templateId: 't', shard: 0, firstEvent: 0, events: 1, key: [0, 0] };
  return (await threads.simulate({ digest, campaign }, job, options)) as unknown as Answer;
}

describe('ComputeThreads', () => {
  it('gives every task to a free thread, and lets the others wait', async () => {
    await open(2);
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => simulate(id)));
    expect(answers.map(({ shardId }) => shardId)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(2);
  });

  it('sends a campaign to a thread once, and keeps the last four that were asked for', async () => {
    await open(1);
    const sent: boolean[] = [];
    for (const digest of ['1', '2', '3', '4', '1', '5', '1', '2'])
      sent.push((await simulate('a', undefined, digest)).sent);
    expect(sent).toEqual([true, true, true, true, false, true, false, true]);
    expect((await simulate('a', undefined, '2')).known).toEqual(['1', '4', '5', '2']);
  });

  it('rejects a task that fails, and goes on with the same thread', async () => {
    await open(1);
    const { threadId } = await simulate('a');
    await expect(simulate('throw')).rejects.toThrow(new RunnerError('it is broken'));
    expect((await simulate('b')).threadId).toBe(threadId);
  });

  it('rejects the task of a thread that dies, and replaces the thread', async () => {
    await open(1);
    const { threadId } = await simulate('a');
    await expect(simulate('crash')).rejects.toThrow(new RunnerError('a worker thread ended with code 3'));
    const next = await simulate('b');
    expect(next.threadId).not.toBe(threadId);
    expect(next.sent).toBe(true);
  });

  it('stops a task that runs for ever when it is aborted, and lets the next one in', async () => {
    await open(1);
    const controller = new AbortController();
    const onStart = (): void => void setTimeout(() => controller.abort(new Error('too long')), 20);
    const endless = simulate('loop', { signal: controller.signal, onStart });
    const next = simulate('b');
    await expect(endless).rejects.toThrow('too long');
    expect((await next).shardId).toBe('b');
  });

  it('forgets a task that waits when it is aborted', async () => {
    await open(1);
    const running = new AbortController();
    const waiting = new AbortController();
    const endless = simulate('loop', { signal: running.signal });
    const second = simulate('b', { signal: waiting.signal });
    waiting.abort(new Error('not wanted'));
    await expect(second).rejects.toThrow('not wanted');
    running.abort(new Error('enough'));
    await expect(endless).rejects.toThrow('enough');
    await expect(simulate('c', { signal: running.signal })).rejects.toThrow('enough');
    expect((await simulate('d')).shardId).toBe('d');
  });

  it('rejects what runs and what waits when it is closed', async () => {
    await open(1);
    const work = [simulate('loop'), simulate('b')].map((task) => expect(task).rejects.toThrow(RunnerError));
    await threads.close();
    await Promise.all(work);
    await expect(simulate('c')).rejects.toThrow('the threads are closed');
  });

  it('refuses threads whose devices are of different classes, at the start and later', async () => {
    const disagreeing = new URL('disagreeing-thread.mjs', program);
    threads = new ComputeThreads({ count: 2, device: 'cpu', program: disagreeing });
    await expect(threads.open()).rejects.toThrow(/workers disagree: none \d+, none \d+/);
    await threads.close();
    threads = new ComputeThreads({ count: 1, device: 'cpu', program: disagreeing });
    await threads.open();
    await expect(simulate('crash')).rejects.toThrow('ended with code 3');
    await expect(simulate('a')).rejects.toThrow('workers disagree');
  });

  it('says which thread program could not be started', async () => {
    threads = new ComputeThreads({ count: 1, device: 'cpu', program: new URL('none.mjs', program) });
    await expect(threads.open()).rejects.toThrow(RunnerError);
  });
});
