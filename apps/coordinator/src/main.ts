import 'reflect-metadata';
import { logVerbosity, setLogger, setLogVerbosity } from '@grpc/grpc-js';
import { ConsoleLogger, Logger, type LoggerService } from '@nestjs/common';
import { readConfig, type CoordinatorConfig } from './config/coordinator-config.js';
import { helpText } from './config/help-text.js';
import { startEdge } from './edge/start-edge.js';
import { createEngine } from './engine/engine.js';
import { ConfigError } from './errors.js';
import { whenToEnd } from './when-to-end.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs until it is told to end. */
async function run(config: CoordinatorConfig, logger: LoggerService): Promise<void> {
  const engine = await createEngine(config);
  const edge = await startEdge({ config, engine, logger }).catch(async (error: unknown) => {
    await engine.stop();
    throw error;
  });
  logger.log(`listening: gRPC ${config.grpc.host}:${edge.grpcPort}, HTTP ${config.http.host}:${edge.httpPort}`, 'main');
  const why = await whenToEnd(config.parentPipe);
  logger.log(`ending: ${why}`, 'main');
  await edge.close();
  await engine.stop();
}

async function main(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [word] = words;
  if (word === '--help') {
    process.stdout.write(helpText());
    return 0;
  }
  if (word !== undefined) {
    process.stderr.write(`${word}: not known; allowed: --help. Everything else is said by the environment.\n`);
    return EXIT_USAGE;
  }
  let logger: LoggerService | undefined;
  try {
    const config = readConfig(environment);
    logger = new ConsoleLogger({ json: true, logLevels: levelsFrom(config.logLevel) });
    // From here on everybody who logs does so by it: the engine begins before Nest does.
    Logger.overrideLogger(logger);
    logGrpcBy(logger);
    await run(config, logger);
    return 0;
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\nSee --help.\n`);
      return EXIT_USAGE;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    if (logger === undefined) process.stderr.write(`${message}\n`);
    else logger.error(message, stack, 'main');
    return EXIT_FAILED;
  }
}

/** What grpc-js has to say is a line of JSON like everything else. */
function logGrpcBy(logger: LoggerService): void {
  const write = (message: unknown): void => {
    logger.warn(String(message), 'grpc-js');
  };
  setLogger({ error: write, info: write, debug: write });
  setLogVerbosity(logVerbosity.ERROR);
}

function levelsFrom(least: CoordinatorConfig['logLevel']): ('fatal' | CoordinatorConfig['logLevel'])[] {
  const levels = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
  return levels.slice(0, levels.indexOf(least) + 1);
}

process.exit(await main(process.argv.slice(2), process.env));
