import { CampaignPlanError, CampaignSpecError } from '@darkreach/campaign';
import { CallError, EmbeddedPostgresError } from '@darkreach/cluster';
import { DeviceError } from '@darkreach/kernels';
import { ReportReadError, ReportWriteError } from '@darkreach/report';
import { Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context.js';
import { serverOption } from './cluster/cluster-address.js';
import { channels, type ChannelsOptions } from './commands/channels.js';
import { clusterCommands } from './commands/cluster/cluster-commands.js';
import { devices } from './commands/devices.js';
import { init, type InitOptions } from './commands/init.js';
import { plan, type PlanOptions } from './commands/plan.js';
import { plot } from './commands/plot.js';
import { run } from './commands/run.js';
import type { RunCommandOptions } from './commands/run-options.js';
import { schema } from './commands/schema.js';
import { validate } from './commands/validate.js';
import { callFailure } from './cluster/call-failure.js';
import { CampaignFailedError, ClusterStartError, InvalidInputError } from './errors.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { errorMessage } from './text/error-reason.js';
import { askedWorkersOption, deviceOption, workersOption } from './workers-option.js';
import { workspaceCommands } from './workspace-commands.js';

export interface CliOptions {
  readonly version: string;
  /** Print the stack of errors. */
  readonly debug: boolean;
}

/** Runs one command; every error ends here, as one line and an exit code. */
export async function runCli(
  words: readonly string[],
  context: CommandContext,
  options: CliOptions,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = darkreach(context, options.version, (result) => {
    code = result;
  });
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, context, options);
  }
}

function darkreach(context: CommandContext, version: string, done: (code: ExitCode) => void): Command {
  const { out } = context.terminal;
  const program = new Command('darkreach')
    .description(
      'How far a dark-sector search at an e+e- collider reaches, from one campaign file; limits for pyhf workspaces.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void out.write(text), writeErr: () => undefined });
  fileCommands(program, context, done);
  clusterCommands(program, context, done);
  workspaceCommands(program, context, done);
  program
    .command('schema')
    .description('print the JSON Schema of a campaign file, for editors')
    .action(() => done(schema(context)));
  program
    .command('channels')
    .description('list the searches, their experiments and what can be changed of them')
    .option('--verbose', 'with the sources of the inputs and the selections')
    .action((options: ChannelsOptions) => done(channels(options, context)));
  program
    .command('devices')
    .description('say on what kernels run here, and why on nothing else')
    .action(async () => done(await devices(context)));
  return program;
}

function fileCommands(program: Command, context: CommandContext, done: (code: ExitCode) => void): void {
  program
    .command('init')
    .description('write a campaign file to start from')
    .argument('[file]', 'where to', 'campaign.yaml')
    .option('--force', 'overwrite the file')
    .action(async (file: string, options: InitOptions) => done(await init(file, options, context)));
  program
    .command('validate')
    .description('check a campaign file')
    .argument('<file>', 'campaign file')
    .action(async (file: string) => done(await validate(file, context)));
  program
    .command('plan')
    .description('say what a campaign will cost, before anything runs')
    .argument('<file>', 'campaign file')
    .addOption(workersOption())
    .action(async (file: string, options: PlanOptions) => done(await plan(file, options, context)));
  program
    .command('run')
    .description('compute a campaign, on the cluster or on one of its own, and write its results folder')
    .argument('<file>', 'campaign file')
    .option('--output <folder>', 'folder that gets the results folder', 'results')
    .addOption(askedWorkersOption())
    .addOption(deviceOption())
    .addOption(serverOption())
    .option('--in-process', 'compute in this process: no cluster, no ledger')
    .option('--quiet', 'no progress and no summary: print the results folder')
    .action(async (file: string, options: RunCommandOptions) => done(await run(file, options, context)));
  program
    .command('plot')
    .description('draw the plots of a results folder again')
    .argument('<folder>', 'results folder')
    .action(async (folder: string) => done(await plot(folder, context)));
}

function failure(error: unknown, { terminal, invocation }: CommandContext, { debug }: CliOptions): ExitCode {
  const { err } = terminal;
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  if (debug) err.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (error instanceof CallError) {
    const { line, code } = callFailure(error);
    err.write(`${line}\n`);
    return code;
  }
  if (error instanceof ClusterStartError || error instanceof CampaignFailedError) {
    err.write(`${errorMessage(error)}\n`);
    return EXIT.unexpected;
  }
  if (isInvalidInput(error)) {
    err.write(`${errorMessage(error).replace(/^error: /, '')}\n`);
    return EXIT.invalidInput;
  }
  err.write(`unexpected error: ${errorMessage(error)}\n`);
  if (!debug) err.write(`This should not have happened. DARKREACH_DEBUG=1 ${invocation} ... shows where it did.\n`);
  return EXIT.unexpected;
}

function isInvalidInput(error: unknown): boolean {
  const known = [
    InvalidInputError,
    CampaignSpecError,
    CampaignPlanError,
    DeviceError,
    EmbeddedPostgresError,
    ReportReadError,
    ReportWriteError,
    CommanderError,
  ];
  return known.some((kind) => error instanceof kind);
}
