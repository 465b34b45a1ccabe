/** How a piece of work ended: by itself, or because it was told to stop; `error` is what it then said, if it did. */
export type Ending<T> =
  { readonly kind: 'finished'; readonly value: T } | { readonly kind: 'interrupted'; readonly error?: unknown };

export interface InterruptOptions {
  readonly onInterrupt: (listener: () => void) => () => void;
  /** How long the work may take to put its things away, milliseconds. */
  readonly grace: number;
}

/** Runs work that ends early when it is interrupted: its signal is aborted, and after the grace it is left behind. */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: InterruptOptions,
): Promise<Ending<T>> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: () => void = () => undefined;
  const interrupted = new Promise<Ending<T>>((resolve) => {
    unsubscribe = options.onInterrupt(() => {
      controller.abort();
      timer ??= setTimeout(() => resolve({ kind: 'interrupted' }), options.grace);
    });
  });
  const running = work(controller.signal).then(
    (value): Ending<T> => (controller.signal.aborted ? { kind: 'interrupted' } : { kind: 'finished', value }),
    (error: unknown): Ending<T> => {
      if (controller.signal.aborted) return { kind: 'interrupted', error };
      throw error;
    },
  );
  try {
    return await Promise.race([running, interrupted]);
  } finally {
    clearTimeout(timer);
    unsubscribe();
  }
}
