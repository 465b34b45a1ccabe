import { describe, expect, it } from '@jest/globals';
import { Batcher } from './batcher.js';

describe('Batcher', () => {
  it('gathers what arrives together, and answers each caller with its own', async () => {
    const calls: number[] = [];
    const batcher = new Batcher(async (numbers: readonly number[]) => {
      calls.push(numbers.length);
      return numbers.map((n) => n * n);
    }, 10);
    const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => batcher.ask(i)));
    expect(answers).toEqual(Array.from({ length: 25 }, (_, i) => i * i));
    expect(calls).toEqual([10, 10, 5]);
  });

  it('tells everybody in a batch that failed, and goes on with the next', async () => {
    let first = true;
    const batcher = new Batcher(async (numbers: readonly number[]) => {
      if (!first) return numbers;
      first = false;
      throw new Error('gone');
    });
    const lost = [batcher.ask(1), batcher.ask(2)].map((answer) => expect(answer).rejects.toThrow('gone'));
    await Promise.all(lost);
    expect(await batcher.ask(3)).toBe(3);
  });
});
