import cliProgress from 'cli-progress';
import type { Screen } from '../terminal.js';
import { count, duration } from '../text/quantities.js';

/** Shows how many toys there are. */
export interface ToyDisplay {
  readonly add: (made: number) => void;
  /** Leaves the screen tidy for what is printed next. */
  readonly stop: () => void;
}

/** How many toys there will be at most; without it only what is done is shown. */
export interface ToyBudget {
  readonly most?: number;
}

const LINE_EVERY = 3000;

/** A bar on a terminal, a line every three seconds elsewhere; nothing before the first toy. */
export function toyDisplay(screen: Screen, now: () => number, { most }: ToyBudget = {}): ToyDisplay {
  const started = now();
  let done = 0;
  let shown = started;
  let bar: cliProgress.SingleBar | undefined;
  const line = (): string => toyLine(done, (now() - started) / 1000, most);
  return {
    add: (made) => {
      done += made;
      if (screen.isTTY === true) {
        bar ??= openBar(screen, most ?? 0);
        bar.update(Math.min(done, bar.getTotal()), { line: line() });
      } else if (now() - shown >= LINE_EVERY) {
        shown = now();
        screen.write(`${line()}\n`);
      }
    },
    stop: () => bar?.stop(),
  };
}

/** `1.2M toys, 300k/s, at most 4 s to go` */
export function toyLine(done: number, seconds: number, most: number | undefined): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [`${count(done)} toys`];
  if (rate > 0) parts.push(`${count(rate)}/s`);
  if (rate > 0 && most !== undefined && most > done) parts.push(`at most ${duration((most - done) / rate)} to go`);
  return parts.join(', ');
}

function openBar(screen: Screen, total: number): cliProgress.SingleBar {
  const bar = new cliProgress.SingleBar(
    {
      stream: screen,
      barsize: 24,
      hideCursor: true,
      linewrap: null,
      format: (options, params, payload: { line: string }) =>
        total > 0 ? `${cliProgress.Format.BarFormat(params.progress, options)} ${payload.line}` : payload.line,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0, { line: '' });
  return bar;
}
