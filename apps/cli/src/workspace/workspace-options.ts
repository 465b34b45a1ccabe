import { InvalidArgumentError, Option, type Command } from 'commander';

/** Which model: a workspace file, patches on it, one of its measurements. */
export interface WorkspaceOptions {
  /** `file`, or `file:name` for a patch of a patchset; applied in this order. */
  readonly patch: readonly string[];
  readonly measurement?: string;
  /** False: go on where a patchset was made for another workspace. */
  readonly verify: boolean;
}

/** Where the answer goes and how it is written. */
export interface AnswerOptions {
  readonly json?: true;
  readonly table?: true;
  /** File for the JSON. */
  readonly output?: string;
}

export type TestStatisticOption = 'qtilde' | 'q';

/** The library's name of a test statistic. */
export function statisticOf(option: TestStatisticOption): 'q~' | 'q' {
  return option === 'q' ? 'q' : 'q~';
}

/** Toys of each hypothesis: so many at most, and a few thousand before anything is decided. */
export function toyNumbers(maximum: number): { readonly minimum: number; readonly maximum: number } {
  return { minimum: Math.min(FIRST_TOYS, maximum), maximum };
}

const FIRST_TOYS = 2000;

/** Adds the options that say which model is meant. */
export function withWorkspaceOptions(command: Command): Command {
  return command
    .argument('[workspace]', 'pyhf workspace (JSON), - for standard input', '-')
    .addOption(
      new Option('-p, --patch <file[:name]>', 'JSON patch, or one patch of a patchset by name or [values]; repeatable')
        .argParser(collected)
        .default([], 'none'),
    )
    .option('--no-verify', 'apply a patchset even if its digest is that of another workspace')
    .option('--measurement <name>', 'measurement of the workspace (default: the first)');
}

/** Adds the options that say how the answer is written. */
export function withAnswerOptions(command: Command): Command {
  return command
    .addOption(new Option('--json', 'JSON, also on a terminal').conflicts('table'))
    .option('--table', 'a table to read, also into a file or a pipe')
    .option('--output <file>', 'write the JSON there');
}

export function testStatisticOption(): Option {
  return new Option('--test-statistic <name>', 'qtilde, bounded at mu = 0, or q')
    .choices(['qtilde', 'q'] satisfies readonly TestStatisticOption[])
    .default('qtilde');
}

export function seedOption(): Option {
  return new Option('--seed <number>', 'seed of toys and draws').default(1).argParser(wholeNumber(0, 2 ** 32 - 1));
}

/** Collects what a repeatable option is given. */
export function collected(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

/** A whole number between two others, both allowed. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(e\d+)?$/i.test(text) || !(value >= low && value <= high))
      throw new InvalidArgumentError(`Allowed is a whole number from ${low} to ${high}.`);
    return value;
  };
}

/** A number between two others, neither allowed. */
export function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = finiteNumber(text);
    if (!(value > low && value < high))
      throw new InvalidArgumentError(`Allowed is a number above ${low} and below ${high}.`);
    return value;
  };
}

/** Any finite number. */
export function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Allowed is a number.');
  return value;
}
