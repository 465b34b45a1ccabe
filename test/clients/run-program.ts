import { spawn } from 'node:child_process';

export interface Exit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Told all that has come on the error stream, whenever there is more. */
  readonly shown?: ((err: string) => void) | undefined;
}

/** Runs a program to its end. */
export function runProgram(
  [command = '', ...words]: readonly string[],
  { cwd, environment, shown = () => undefined }: RunOptions,
): Promise<Exit> {
  const child = spawn(command, words, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr.on('data', (chunk) => shown((texts.err += String(chunk))));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, ...texts }));
  });
}
