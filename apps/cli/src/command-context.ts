import type { Services } from './services.js';
import type { Terminal } from './terminal.js';
import type { ByteSource } from './workspace/read-text.js';

/** What every command is given. */
export interface CommandContext {
  readonly services: Services;
  readonly terminal: Terminal;
  /** Standard input, for commands that are given `-`. */
  readonly input: ByteSource;
  /** How this program was called, for "go on with" lines, e.g. `darkreach` or `node dist/apps/cli/src/main.js`. */
  readonly invocation: string;
  /** Variables that DARKREACH_... settings are read from. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Calls the listener at Ctrl-C and SIGTERM; returns how to stop that. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Milliseconds, for rates and durations. */
  readonly now: () => number;
}
