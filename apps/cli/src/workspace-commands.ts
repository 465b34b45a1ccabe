import { Option, type Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { cls, type ClsCommandOptions } from './commands/cls.js';
import { discovery, type DiscoveryCommandOptions } from './commands/discovery.js';
import { fit, type FitCommandOptions } from './commands/fit.js';
import { limit, type LimitCommandOptions } from './commands/limit.js';
import type { ExitCode } from './exit-codes.js';
import { deviceOption, workersOption } from './workers-option.js';
import {
  collected,
  finiteNumber,
  numberBetween,
  seedOption,
  testStatisticOption,
  wholeNumber,
  withAnswerOptions,
  withWorkspaceOptions,
} from './workspace/workspace-options.js';

/** Adds the commands about pyhf workspaces. */
export function workspaceCommands(program: Command, context: CommandContext, done: (code: ExitCode) => void): void {
  limitCommand(program).action(async (file: string, options: LimitCommandOptions) =>
    done(await limit(file, options, context)),
  );
  clsCommand(program).action(async (file: string, options: ClsCommandOptions) =>
    done(await cls(file, options, context)),
  );
  fitCommand(program).action(async (file: string, options: FitCommandOptions) =>
    done(await fit(file, options, context)),
  );
  discoveryCommand(program).action(async (file: string, options: DiscoveryCommandOptions) =>
    done(await discovery(file, options, context)),
  );
}

function limitCommand(program: Command): Command {
  const command = withWorkspaceOptions(program.command('limit'))
    .description('upper limits on the signal strength of a pyhf workspace')
    .option('--patchset <file>', 'a limit for each patch of a patchset')
    .addOption(
      new Option('--method <name>', 'how; auto takes toys where asymptotic formulas are known to fail')
        .choices(['auto', 'asymptotic', 'toys', 'bayesian', 'feldman-cousins'])
        .default('auto'),
    )
    .addOption(new Option('--cl <level>', 'confidence level').argParser(numberBetween(0, 1)).default(0.9));
  return withAnswerOptions(withToyOptions(command))
    .addOption(
      new Option('--mu-max <value>', 'largest signal strength, in place of the bound in the measurement').argParser(
        finiteNumber,
      ),
    )
    .option('--plot <file>', 'draw CLs against the signal strength, or limits against the patches: svg, png or pdf');
}

function clsCommand(program: Command): Command {
  const command = withWorkspaceOptions(program.command('cls'))
    .description('CLs of one signal strength of a pyhf workspace')
    .addOption(new Option('--mu <value>', 'signal strength').argParser(finiteNumber).default(1))
    .addOption(new Option('--method <name>', 'how').choices(['asymptotic', 'toys']).default('asymptotic'));
  return withAnswerOptions(withToyOptions(command));
}

function fitCommand(program: Command): Command {
  const command = withWorkspaceOptions(program.command('fit'))
    .description('maximum-likelihood fit of a pyhf workspace')
    .addOption(
      new Option('--fixed <parameter=value>', 'hold a parameter, e.g. mu=1 or gamma[2]=1; repeatable')
        .argParser(collected)
        .default([], 'none'),
    )
    .option('--correlations', 'with the matrix of correlations, in the JSON');
  return withAnswerOptions(command);
}

function discoveryCommand(program: Command): Command {
  const command = withWorkspaceOptions(program.command('discovery'))
    .description('q0, significance and p-value of a pyhf workspace without signal')
    .addOption(new Option('--mu <value>', 'signal strength to expect').argParser(finiteNumber).default(1));
  return withAnswerOptions(command);
}

function withToyOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--toys <number>', 'toys of each hypothesis and signal strength, at most')
        .argParser(wholeNumber(100, 1e9))
        .default(100_000),
    )
    .addOption(testStatisticOption())
    .option('--expected-only', 'what the nominal background lets expect, without looking at the data')
    .addOption(seedOption())
    .addOption(workersOption())
    .addOption(deviceOption());
}
