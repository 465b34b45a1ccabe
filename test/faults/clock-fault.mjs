// A process whose clock is wrong, by libfaketime; its monotonic clock goes on as it does.
import { existsSync, readFileSync } from 'node:fs';

const PLACES = ['x86_64-linux-gnu', 'aarch64-linux-gnu', ''].map(
  (folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`,
);
const LIBRARY = PLACES.find((path) => existsSync(path));
const SKEWS = ['+2d', '-2d', '+61s', '-61s', '+11m'];
const SECONDS = { d: 86_400, m: 60, s: 1 };

export function clockFault({ name, kind, takes, of }) {
  return {
    name,
    kind,
    takes: [takes],
    workers: 2,
    obstacle: () => (LIBRARY === undefined ? 'it takes libfaketime (package libfaketime)' : undefined),
    make: (random, { workers }) => {
      const skew = random.pick(SKEWS);
      const slot = random.integer(0, workers - 1);
      const target = of(slot);
      let pid;
      let from;
      return {
        detail: `${target}, ${skew}`,
        prepare: async ({ cluster }) => {
          const program = programOf(cluster, target);
          from = sizeOf(cluster, target);
          await program.restart({
            LD_PRELOAD: LIBRARY,
            FAKETIME: skew,
            FAKETIME_DONT_FAKE_MONOTONIC: '1',
            DONT_FAKE_MONOTONIC: '1',
          });
          pid = program.pid;
        },
        inject: async (trial) => {
          await trial.reached(0.05);
          trial.strike(name);
        },
        fired: (trial) => {
          const stamps = [
            ...trial
              .output(target)
              .slice(from)
              .matchAll(/"timestamp":(\d+)/g),
          ].map(([, time]) => Number(time));
          const wanted = Number(skew.slice(0, -1)) * SECONDS[skew.at(-1)];
          const found = stamps.map((time) => (time - Date.now()) / 1000).find((off) => Math.abs(off - wanted) < 60);
          return found === undefined ? undefined : `process ${pid} logged with a clock ${Math.round(found)} s off`;
        },
      };
    },
  };
}

const programOf = (cluster, target) =>
  target === 'coordinator' ? cluster.coordinator : cluster.workers[Number(target.slice('worker-'.length))];

const sizeOf = (cluster, target) => {
  const path = `${cluster.folder}/${target}.log`;
  return existsSync(path) ? readFileSync(path, 'utf8').length : 0;
};
