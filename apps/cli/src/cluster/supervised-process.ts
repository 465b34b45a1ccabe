import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';

export interface SupervisedSettings {
  /** e.g. `worker 1` */
  readonly name: string;
  /** A program of node. */
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What it prints is added to this file. */
  readonly log: string;
  readonly onEvent: (text: string) => void;
}

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 10_000;
/** Who has lived for so long (milliseconds) is started again without hesitation. */
const SETTLED = 30_000;

/** A program that is started again when it ends by itself. It ends, too, when this process is gone: its input ends then. */
export class SupervisedProcess {
  /** How often it has ended by itself. */
  ends = 0;
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pause = FIRST_PAUSE;
  private kept = false;

  constructor(private readonly settings: SupervisedSettings) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Puts the log of the time before aside, and starts. */
  start(): void {
    const { log } = this.settings;
    if (existsSync(log)) renameSync(log, `${log}.1`);
    this.kept = true;
    this.spawn();
  }

  /** The last lines that it printed, as one. */
  lastWords(): string {
    const { log } = this.settings;
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    return text.trim().split('\n').slice(-3).join(' | ').slice(-1000);
  }

  /** SIGTERM, and SIGKILL to who has not ended in time (milliseconds). */
  async stop(within: number): Promise<void> {
    this.kept = false;
    clearTimeout(this.timer);
    const { child } = this;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), within);
    await ended;
    clearTimeout(timer);
  }

  private spawn(): void {
    const { program, environment, log } = this.settings;
    const output = openSync(log, 'a', 0o600);
    const started = Date.now();
    // A group of its own: Ctrl-C is for the supervisor, who ends everything in order.
    const child = spawn(process.execPath, [program], {
      env: environment,
      detached: true,
      windowsHide: true,
      stdio: ['pipe', output, output],
    });
    closeSync(output);
    child.stdin?.on('error', () => undefined);
    this.child = child;
    const over = (how: string) => {
      if (this.child !== child) return;
      this.child = undefined;
      if (this.kept) this.again(how, Date.now() - started);
    };
    child.once('error', (error) => over(error.message));
    child.once('exit', (code, signal) => over(signal ?? `code ${code ?? 0}`));
  }

  private again(how: string, lived: number): void {
    const { name, log, onEvent } = this.settings;
    this.ends += 1;
    if (lived >= SETTLED) this.pause = FIRST_PAUSE;
    onEvent(`${name} ended (${how}) and is started again; its log: ${log}`);
    this.timer = setTimeout(() => this.spawn(), this.pause);
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
  }
}
