import { afterAll } from '@jest/globals';
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/apps/cli/src/main.js', import.meta.url));

export interface Exit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningProcess {
  readonly exit: Promise<Exit>;
  readonly interrupt: () => void;
  /** Resolves when the error stream has shown something that matches, or when the process ends. */
  readonly shown: (pattern: RegExp) => Promise<void>;
}

/** What a test that has failed may have left running. */
const children = new Set<ChildProcess>();
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

type Environment = Readonly<Record<string, string>>;

/** Its data, if it brings up a cluster, is below the folder, and so for one test alone. */
function environmentIn(folder: string, changes: Environment = {}): NodeJS.ProcessEnv {
  return { ...process.env, DARKREACH_DATA: join(folder, '.darkreach'), ...changes };
}

/** Starts the built program in a folder. */
export function start(folder: string, words: readonly string[], changes: Environment = {}): RunningProcess {
  const env = environmentIn(folder, changes);
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.on('close', () => children.delete(child));
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr.on('data', (chunk) => (texts.err += String(chunk)));
  const exit = new Promise<Exit>((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
  return {
    exit,
    interrupt: () => child.kill('SIGINT'),
    shown: (pattern) => Promise.race([matched(child, texts, pattern), exit.then(() => undefined)]),
  };
}

/** Runs the built program to its end, with this on its standard input. */
export function piped(folder: string, input: string, ...words: readonly string[]): Promise<Exit> {
  const env = environmentIn(folder);
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr.on('data', (chunk) => (texts.err += String(chunk)));
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
}

/** Runs the built program to its end. */
export function darkreach(folder: string, ...words: readonly string[]): Promise<Exit> {
  return start(folder, words).exit;
}

/** The same, as a caller of a cluster. */
export function callingCluster(folder: string, environment: Environment, ...words: readonly string[]): Promise<Exit> {
  return start(folder, words, environment).exit;
}

function matched(
  child: ChildProcessByStdio<null, Readable, Readable>,
  texts: { readonly err: string },
  pattern: RegExp,
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (pattern.test(texts.err)) resolve();
    };
    child.stderr.on('data', look);
    look();
  });
}
