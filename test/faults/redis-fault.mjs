// Something that happens to Redis.
import { until } from './wait.mjs';

export function redisFault({ name, kind, strike }) {
  return {
    name,
    kind,
    takes: ['redis'],
    applies: (engine) => engine === 'redis',
    make: (random) => {
      const share = random.between(0.05, 0.5);
      let evidence;
      return {
        detail: `at ${share.toFixed(2)}`,
        inject: async (trial) => {
          await trial.reached(share);
          trial.strike(name);
          evidence = await strike(trial.cluster.redis);
          await trial.cluster.redis.ready();
        },
        fired: () => evidence,
      };
    },
  };
}

/** Ends Redis, does something to what it has left, and lets its supervisor start it again. */
export async function endRedis({ program }, signal, meanwhile = () => undefined) {
  const { pid } = program;
  const ended = until('Redis has ended', () => program.exits.find((exit) => exit.pid === pid), { every: 5 });
  program.signal(signal);
  const exit = await ended;
  const said = meanwhile();
  return `process ${pid} ended by ${exit.signal ?? `exit ${exit.code}`}${said === undefined ? '' : `, ${said}`}`;
}
