import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runProgram, type Exit, type RunOptions } from './run-program.js';
import { cppToolchain, goToolchain, pythonToolchain, type Toolchain } from './toolchain.js';

/** A client of `examples/clients`. */
export interface Client {
  readonly name: string;
  readonly folder: string;
  readonly source: string;
  /** What is no code of its own: comments, and lines that name what is used. */
  readonly notCounted: RegExp;
  readonly command: readonly string[];
  readonly toolchain: Toolchain;
}

const folder = (name: string): string => resolve('examples/clients', name);

export const CLIENTS: readonly Client[] = [
  {
    name: 'Python',
    folder: folder('python'),
    source: 'submit.py',
    notCounted: /^(#|import |from ).*$/gm,
    command: ['python3', join(folder('python'), 'submit.py')],
    toolchain: pythonToolchain(),
  },
  {
    name: 'C++',
    folder: folder('cpp'),
    source: 'submit.cc',
    notCounted: /^(\/\/|#include|using ).*$/gm,
    command: [join(folder('cpp'), 'submit')],
    toolchain: cppToolchain(),
  },
  {
    name: 'Go',
    folder: folder('go'),
    source: 'submit.go',
    notCounted: /^\/\/.*$|^package .*$|^import \([^)]*\)$/gm,
    command: [join(folder('go'), 'submit')],
    toolchain: goToolchain(),
  },
];

/** Lines of code. */
export function linesOf({ folder, source, notCounted }: Client): number {
  const code = readFileSync(join(folder, source), 'utf8').replace(notCounted, '');
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

/** Does what the README says is to be done once: its first block for a shell. */
export function build({ folder, toolchain }: Client): Promise<Exit> {
  const script = /```sh\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[1] ?? 'exit 1';
  return runProgram(['sh', '-e', '-c', script], { cwd: folder, environment: environmentOf(toolchain) });
}

/** Runs a client to its end, with these variables besides those of its toolchain. */
export function submit({ command, toolchain }: Client, file: string, options: RunOptions): Promise<Exit> {
  const environment = { ...environmentOf(toolchain), ...options.environment };
  return runProgram([...command, file], { ...options, environment });
}

function environmentOf(toolchain: Toolchain): NodeJS.ProcessEnv {
  return toolchain.kind === 'there' ? toolchain.environment : process.env;
}
