import { readConfig } from './config/worker-config.js';
import { helpText } from './config/help-text.js';
import { ConfigError } from './errors.js';
import { startWorker, workerLogger } from './start-worker.js';
import { whenToEnd } from './when-to-end.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs until it is told to end; gives the exit code. */
async function run(): Promise<number> {
  const config = readConfig(process.env);
  const logger = workerLogger(config);
  const ending = whenToEnd(config.parentPipe).then((reason) => ({ reason, failed: false }));
  const worker = await startWorker({ config, logger });
  const { reason, failed } = await Promise.race([ending, worker.asked]);
  logger.log(`ending: ${reason}`, 'main');
  await worker.stop();
  return failed ? EXIT_FAILED : 0;
}

async function main(words: readonly string[]): Promise<number> {
  const [word] = words;
  if (word === '--help') {
    process.stdout.write(helpText());
    return 0;
  }
  if (word !== undefined) {
    process.stderr.write(`${word}: not known; allowed: --help. Everything else is said by the environment.\n`);
    return EXIT_USAGE;
  }
  try {
    return await run();
  } catch (error) {
    const { message, name } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`${message}${name === ConfigError.name ? '\nSee --help.' : ''}\n`);
    return name === ConfigError.name ? EXIT_USAGE : EXIT_FAILED;
  }
}

process.exit(await main(process.argv.slice(2)));
