import { describe, expect, it } from '@jest/globals';
import { interruptible } from './interruptible.js';

/** A way to interrupt, and how many listen. */
function interrupts() {
  const listeners = new Set<() => void>();
  return {
    listeners,
    fire: () => [...listeners].forEach((listener) => listener()),
    onInterrupt: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const untilAborted = (
  signal: AbortSignal,
  end: (resolve: (value: string) => void, reject: (error: Error) => void) => void,
) => new Promise<string>((resolve, reject) => signal.addEventListener('abort', () => end(resolve, reject)));

describe('interruptible', () => {
  it('hands the value on and listens no longer', async () => {
    const { onInterrupt, listeners } = interrupts();
    expect(await interruptible(() => Promise.resolve(7), { onInterrupt, grace: 1e6 })).toEqual({
      kind: 'finished',
      value: 7,
    });
    expect(listeners.size).toBe(0);
  });

  it('hands an error on', async () => {
    const { onInterrupt, listeners } = interrupts();
    const work = () => Promise.reject(new Error('broken'));
    await expect(interruptible(work, { onInterrupt, grace: 1e6 })).rejects.toThrow('broken');
    expect(listeners.size).toBe(0);
  });

  it.each([
    ['ends', (resolve: (value: string) => void) => resolve('partial')],
    ['breaks off', (_: unknown, reject: (error: Error) => void) => reject(new Error('aborted'))],
  ])('is interrupted when the work %s at the signal', async (_how, end) => {
    const { onInterrupt, fire } = interrupts();
    const ending = interruptible((signal) => untilAborted(signal, end), { onInterrupt, grace: 1e6 });
    fire();
    expect(await ending).toMatchObject({ kind: 'interrupted' });
  });

  it('hands on what the work said when it broke off', async () => {
    const { onInterrupt, fire } = interrupts();
    const error = new Error('stopped after 3 of 7 shards');
    const ending = interruptible((signal) => untilAborted(signal, (_, reject) => reject(error)), {
      onInterrupt,
      grace: 1e6,
    });
    fire();
    expect(await ending).toEqual({ kind: 'interrupted', error });
  });

  it('leaves work behind that does not listen', async () => {
    const { onInterrupt, fire } = interrupts();
    const ending = interruptible(() => new Promise(() => undefined), { onInterrupt, grace: 5 });
    fire();
    expect(await ending).toEqual({ kind: 'interrupted' });
  });
});
