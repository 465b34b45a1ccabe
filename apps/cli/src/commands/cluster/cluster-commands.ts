import { InvalidArgumentError, Option, type Command } from 'commander';
import { serverOption, type ServerOption } from '../../cluster/cluster-address.js';
import type { CommandContext } from '../../command-context.js';
import type { ExitCode } from '../../exit-codes.js';
import { askedWorkersOption, deviceOption } from '../../workers-option.js';
import { cancel } from './cancel.js';
import { fetch, type FetchOptions } from './fetch.js';
import { list } from './list.js';
import { logs } from './logs.js';
import { pause } from './pause.js';
import { resume } from './resume.js';
import { retry, type RetryOptions } from './retry.js';
import { status } from './status.js';
import { submit, type SubmitOptions } from './submit.js';
import { createToken, listTokens, revokeToken, TOKEN_ROLES, type CreateTokenOptions } from './tokens.js';
import { up, type UpOptions } from './up.js';
import { verify, type VerifyOptions } from './verify.js';
import { watch } from './watch.js';
import { workers } from './workers.js';

type Done = (code: ExitCode) => void;

/** Everything about clusters. */
export function clusterCommands(program: Command, context: CommandContext, done: Done): void {
  startingCommands(program, context, done);
  campaignCommands(program, context, done);
  resultCommands(program, context, done);
  fleetCommands(program, context, done);
}

function startingCommands(program: Command, context: CommandContext, done: Done): void {
  program
    .command('up')
    .description('start a cluster on this machine, and keep it until Ctrl-C')
    .addOption(askedWorkersOption())
    .addOption(deviceOption())
    .action(async (options: UpOptions) => done(await up(options, context)));
  program
    .command('submit')
    .description('hand a campaign to a cluster')
    .argument('<file>', 'campaign file')
    .option('--validate-only', 'only check it, and say what it would take')
    .option('--watch', 'follow it until it has ended')
    .addOption(deviceOption())
    .addOption(serverOption())
    .action(async (file: string, options: SubmitOptions) => done(await submit(file, options, context)));
  program
    .command('list')
    .description('list campaigns, newest first')
    .addOption(serverOption())
    .action(async (options: ServerOption) => done(await list(options, context)));
}

/** Commands that take a campaign and nothing else. */
const SIMPLE = [
  ['watch', 'show how far a campaign is until it has ended', watch],
  ['status', 'say where a campaign stands', status],
  ['logs', 'print what has happened to a campaign', logs],
  ['pause', 'hand out no more shards of a campaign', pause],
  ['resume', 'go on with a paused campaign', resume],
  ['cancel', 'end a campaign for good', cancel],
] as const;

function campaignCommands(program: Command, context: CommandContext, done: Done): void {
  for (const [name, description, action] of SIMPLE) {
    program
      .command(name)
      .description(description)
      .argument('<campaign>', 'id of a campaign, as "darkreach list" shows it')
      .addOption(serverOption())
      .action(async (campaign: string, options: ServerOption) => done(await action(campaign, options, context)));
  }
  program
    .command('retry')
    .description('compute the shards again that were given up, and go on')
    .argument('<campaign>', 'id of a campaign')
    .option('--failed', 'those that were given up')
    .addOption(serverOption())
    .action(async (campaign: string, options: RetryOptions) => done(await retry(campaign, options, context)));
}

function resultCommands(program: Command, context: CommandContext, done: Done): void {
  program
    .command('fetch')
    .description('download the results of a campaign')
    .argument('<campaign>', 'id of a campaign')
    .option('--output <folder>', 'folder that gets the results folder', 'results')
    .addOption(serverOption())
    .action(async (campaign: string, options: FetchOptions) => done(await fetch(campaign, options, context)));
  program
    .command('verify')
    .description('compute sample shards of a campaign again here, and compare')
    .argument('<campaign>', 'id of a campaign')
    .addOption(new Option('--samples <number>', 'shards').default(8).argParser(samples))
    .addOption(serverOption())
    .action(async (campaign: string, options: VerifyOptions) => done(await verify(campaign, options, context)));
}

function fleetCommands(program: Command, context: CommandContext, done: Done): void {
  program
    .command('workers')
    .description('list the workers of a cluster')
    .addOption(serverOption())
    .action(async (options: ServerOption) => done(await workers(options, context)));
  const tokens = program.command('tokens').description('make, list and revoke the tokens of a cluster');
  tokens
    .command('create')
    .description('make a token; its secret is printed once')
    .requiredOption('--tenant <name>', 'whose campaigns it is for')
    .addOption(new Option('--role <role>', 'what it allows').choices(Object.keys(TOKEN_ROLES)).default('submitter'))
    .option('--description <text>', 'for people', '')
    .addOption(serverOption())
    .action(async (options: CreateTokenOptions) => done(await createToken(options, context)));
  tokens
    .command('list')
    .description('list tokens, without their secrets')
    .addOption(serverOption())
    .action(async (options: ServerOption) => done(await listTokens(options, context)));
  tokens
    .command('revoke')
    .description('make a token worthless')
    .argument('<token>', 'id as in "darkreach tokens list"')
    .addOption(serverOption())
    .action(async (token: string, options: ServerOption) => done(await revokeToken(token, options, context)));
}

function samples(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 10_000) return number;
  throw new InvalidArgumentError('Allowed is a whole number from 1 to 10000.');
}
