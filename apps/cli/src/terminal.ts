import pc from 'picocolors';

export type Colours = ReturnType<typeof pc.createColors>;

/** A stream that may be a terminal. */
export interface Screen extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where a command prints: results on `out`, progress and errors on `err`. */
export interface Terminal {
  readonly out: Screen;
  readonly err: Screen;
  /** Colours of `out`; plain text where it is no terminal. */
  readonly colours: Colours;
}

export function openTerminal(out: Screen, err: Screen, environment: Readonly<NodeJS.ProcessEnv>): Terminal {
  const coloured = out.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  return { out, err, colours: pc.createColors(coloured) };
}
