#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli.js';
import { EXIT } from './exit-codes.js';
import { realServices } from './real-services.js';
import { openTerminal } from './terminal.js';

/** The package's own description, beside `dist`. */
const PACKAGE = new URL('../../../../package.json', import.meta.url);

/** Calls the listener at the first Ctrl-C or SIGTERM; a second one ends the process. */
function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let interrupted = false;
  const listen = () => {
    if (interrupted) process.exit(EXIT.incomplete);
    interrupted = true;
    listener();
  };
  signals.forEach((signal) => process.on(signal, listen));
  return () => signals.forEach((signal) => process.off(signal, listen));
}

function invocation(): string {
  const script = process.argv[1] ?? fileURLToPath(import.meta.url);
  return basename(script) === 'darkreach' ? 'darkreach' : `node ${relative('', script)}`;
}

/** Waits until everything printed has left, so that no line is lost when the process ends. */
function flushed(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

const { version } = JSON.parse(await readFile(PACKAGE, 'utf8')) as { version: string };
const terminal = openTerminal(process.stdout, process.stderr, process.env);
const context = {
  services: realServices,
  terminal,
  input: process.stdin,
  invocation: invocation(),
  environment: process.env,
  onInterrupt,
  now: () => performance.now(),
};
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', () => process.exit(EXIT.ok));
const code = await runCli(process.argv.slice(2), context, { version, debug: process.env['DARKREACH_DEBUG'] === '1' });
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(code);
