import type { Progress } from '@darkreach/campaign';
import cliProgress from 'cli-progress';
import type { Screen } from '../terminal.js';
import { count, duration } from '../text/quantities.js';

/** Shows how far a run is. */
export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  /** A line of text between them. */
  readonly note: (text: string) => void;
  /** Leaves the screen tidy for what is printed next. */
  readonly stop: () => void;
}

const LINE_EVERY = 3000;
const TITLES = { simulate: 'simulating', fit: 'fitting   ' } as const;

/** Bars on a terminal, a line every three seconds elsewhere, nothing when it is to be quiet. */
export function progressDisplay(screen: Screen, now: () => number, quiet: boolean): ProgressDisplay {
  if (quiet) return { show: () => undefined, note: () => undefined, stop: () => undefined };
  return screen.isTTY === true ? bars(screen) : lines(screen, now);
}

/** `simulating  42 %, 42M of 100M events, 31M/s, 2.0 s to go` */
export function progressLine({ stage, done, total, unit, rate, eta }: Progress): string {
  const share = total > 0 ? Math.floor((100 * done) / total) : 100;
  const parts = [
    `${TITLES[stage]} ${String(share).padStart(3)} %`,
    `${count(done)} of ${count(total)} ${unit}`,
    `${count(rate)}/s`,
  ];
  if (done < total && Number.isFinite(eta)) parts.push(`${duration(eta)} to go`);
  return parts.join(', ');
}

function lines(screen: Screen, now: () => number): ProgressDisplay {
  let last = -Infinity;
  let stage: Progress['stage'] | undefined;
  return {
    show: (progress) => {
      const due = now() - last >= LINE_EVERY || progress.stage !== stage || progress.done >= progress.total;
      if (!due) return;
      last = now();
      stage = progress.stage;
      screen.write(`${progressLine(progress)}\n`);
    },
    note: (text) => void screen.write(`${text}\n`),
    stop: () => undefined,
  };
}

function bars(screen: Screen): ProgressDisplay {
  let bar: cliProgress.SingleBar | undefined;
  let stage: Progress['stage'] | undefined;
  return {
    show: (progress) => {
      if (progress.stage !== stage) {
        bar?.stop();
        bar = newBar(screen);
        bar.start(progress.total, progress.done, { line: progressLine(progress) });
        stage = progress.stage;
      }
      bar?.setTotal(progress.total);
      bar?.update(progress.done, { line: progressLine(progress) });
    },
    note: (text) => {
      bar?.stop();
      bar = undefined;
      stage = undefined;
      screen.write(`${text}\n`);
    },
    stop: () => bar?.stop(),
  };
}

function newBar(screen: Screen): cliProgress.SingleBar {
  return new cliProgress.SingleBar(
    {
      stream: screen,
      barsize: 24,
      hideCursor: true,
      linewrap: null,
      etaBuffer: 1,
      format: (options, params, payload: { line: string }) =>
        `${cliProgress.Format.BarFormat(params.progress, options)} ${payload.line}`,
    },
    cliProgress.Presets.shades_classic,
  );
}
