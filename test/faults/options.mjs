// The words of the command line.
import { FAULTS } from './faults.mjs';
import { redisIsThere } from './cluster/redis.mjs';

export const USAGE = `npm run faults -- [options]
  --seeds N          so many seeds, from --seed on (10)
  --seed S           the first seed, or the only one (1, and 1 alone where --seeds is not given)
  --engine E         postgres, redis or both (both)
  --fault NAME[,..]  these faults in every seed, instead of those that the seed chooses
  --ci               20 seeds that fire every fault that can be here, or each of --fault
  --goodput          events a second with a worker killed every 5 s, against undisturbed
  --list             names of the faults
  --keep             keep the folder with data and logs
  --verbose          say what happens`;

export function readOptions(words) {
  const options = { seeds: undefined, seed: undefined, engine: 'both', verbose: false };
  const flags = ['ci', 'goodput', 'verbose', 'list', 'keep', 'help'];
  for (let i = 0; i < words.length; i += 1) {
    const [name, value] = words[i].replace(/^--/, '').split('=');
    if (flags.includes(name)) options[name] = true;
    else if (['seeds', 'seed', 'engine', 'fault'].includes(name)) options[name] = value ?? words[(i += 1)];
    else throw new Error(`${words[i]}: not known\n${USAGE}`);
  }
  for (const name of ['seeds', 'seed']) {
    if (options[name] === undefined) continue;
    options[name] = Number(options[name]);
    if (!Number.isInteger(options[name]) || options[name] < 0) throw new Error(`--${name}: allowed is a whole number`);
  }
  if (!['postgres', 'redis', 'both'].includes(options.engine)) throw new Error(`--engine ${options.engine}\n${USAGE}`);
  const first = options.seed ?? 1;
  const count = options.seeds ?? (options.ci ? 20 : options.seed === undefined ? 10 : 1);
  const fixed = options.fault?.split(',');
  const unknown = fixed?.find((name) => !FAULTS.some((fault) => fault.name === name));
  if (unknown !== undefined) throw new Error(`--fault ${unknown}: not known; see --list`);
  return { ...options, fixed, list: options.list, all: Array.from({ length: count }, (_, i) => first + i) };
}

/** Engines that can be here, and why one that is wanted cannot. */
export function usableEngines(engine) {
  const wanted = engine === 'both' ? ['redis', 'postgres'] : [engine];
  if (!wanted.includes('redis') || redisIsThere()) return { engines: wanted };
  return { engines: wanted.filter((one) => one !== 'redis'), reason: 'redis-server is not on the PATH' };
}

/** Faults that can be here, and why others cannot. */
export function usableFaults(engines) {
  const skipped = [];
  const faults = FAULTS.filter((fault) => {
    const possible = engines.some((engine) => fault.applies?.(engine) ?? true);
    const reason = possible ? fault.obstacle?.() : `it is of an engine that is not here (${engines.join(', ')} is)`;
    if (reason !== undefined) skipped.push({ name: fault.name, reason });
    return reason === undefined;
  });
  return { faults, skipped };
}
