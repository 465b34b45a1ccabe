// A process that is kept alive, as a supervisor does: when it ends by itself it is started again a moment later.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers';

/** Milliseconds until a process that has died is started again. */
const RESTART_AFTER = 300;

export class Program {
  /** Processes that run, of every cluster. */
  static pids = new Set();
  /** How it ended, each time: `{ time, pid, code, signal }`. */
  exits = [];
  #options;
  #child;
  #ended;
  #timer;
  #kept = false;

  /** Environment of this life alone; undefined where it has none. */
  extra;

  /** @param options name, command, args, env, log (path of its output), failpoints (path of the file that arms it) */
  constructor(options) {
    this.#options = options;
  }

  get name() {
    return this.#options.name;
  }

  get pid() {
    return this.#child?.pid;
  }

  get running() {
    return this.#child !== undefined;
  }

  /** @param extra environment of this one life: whoever is started after it does not have it */
  start(extra = {}) {
    if (this.#child) return;
    this.#kept = true;
    this.extra = Object.keys(extra).length > 0 ? extra : undefined;
    globalThis.clearTimeout(this.#timer);
    const { command, args, env, log } = this.#options;
    const output = openSync(log, 'a');
    // Its standard input ends with this process: nothing outlives the driver.
    const child = spawn(command, args, {
      env: { ...env, ...extra },
      stdio: ['pipe', output, output],
    });
    closeSync(output);
    child.stdin.on('error', () => undefined);
    this.#child = child;
    Program.pids.add(child.pid);
    this.#ended = new Promise((resolve) => {
      child.once('error', resolve);
      child.once('exit', resolve);
    });
    const over = (code, signal) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      Program.pids.delete(child.pid);
      // Whoever is started after it is not to end at the same place.
      this.disarm();
      this.exits.push({ time: Date.now(), pid: child.pid, code, signal });
      if (this.#kept) this.#timer = setTimeout(() => this.start(), RESTART_AFTER);
    };
    child.once('exit', over);
    child.once('error', () => over(undefined, undefined));
  }

  /** Lets it fail at a failpoint, from now on until it ends. @param entries as DARKREACH_FAILPOINTS has them */
  arm(entries) {
    writeFileSync(this.#options.failpoints, entries);
  }

  disarm() {
    rmSync(this.#options.failpoints ?? '', { force: true });
  }

  /** What one life of it, this one unless told, has logged that matches; undefined if nothing. */
  logged(pattern, pid = this.pid) {
    const { log } = this.#options;
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    const line = lines.find((text) => text.includes(`"pid":${pid},`) && pattern.test(text));
    return line === undefined ? undefined : pattern.exec(line);
  }

  signal(name) {
    this.#child?.kill(name);
  }

  /** Ends it for good; kills what does not end in time. */
  async stop(signal = 'SIGTERM', within = 8000) {
    this.#kept = false;
    globalThis.clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    // What is stopped does not hear a SIGTERM.
    child.kill('SIGCONT');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), within);
    await this.#ended;
    globalThis.clearTimeout(timer);
  }

  async restart(extra = {}) {
    await this.stop('SIGKILL');
    this.start(extra);
  }

  /** Another command or environment from the next start on. */
  configure(change) {
    this.#options = { ...this.#options, ...change };
  }
}
