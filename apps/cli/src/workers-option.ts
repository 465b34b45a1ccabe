import { InvalidArgumentError, Option } from 'commander';
import { availableParallelism } from 'node:os';

const MOST_WORKERS = 256;

/** `--workers <number>`: one for each core unless given. */
export function workersOption(): Option {
  return new Option('--workers <number>', 'worker threads')
    .default(availableParallelism(), 'one for each core')
    .argParser(workerCount);
}

/** The same, absent unless given: who has workers already takes no other number. */
export function askedWorkersOption(): Option {
  return new Option('--workers <number>', 'workers; one for each core unless given').argParser(workerCount);
}

function workerCount(text: string): number {
  const workers = Number(text);
  if (!/^\d+$/.test(text) || workers < 1 || workers > MOST_WORKERS) {
    throw new InvalidArgumentError(`Allowed is a whole number from 1 to ${MOST_WORKERS}.`);
  }
  return workers;
}

/** `--device <backend>`: the fastest unless given. */
export function deviceOption(): Option {
  return new Option('--device <backend>', 'where kernels run')
    .choices(['auto', 'webgpu', 'webasm', 'cpu'])
    .default('auto');
}
