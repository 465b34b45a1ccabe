// What is done for a seed: engine, workers, campaign and faults. A seed alone says all of it.
import { campaignOf } from './campaign.mjs';
import { Random } from './random.mjs';

/** Most faults of one seed. */
const MOST = 3;

/** @param options engines, faults (all that can be), fixed: names of the faults that it has to be, if given */
export function planSeed(seed, { engines, faults, fixed }) {
  const random = new Random(seed);
  const engine = engineOf(random, engines, faults, fixed);
  const chosen = fixed
    ? faults.filter(({ name }) => fixed.includes(name))
    : choose(random.fork('faults'), faults, engine);
  const least = Math.max(1, ...chosen.map((fault) => fault.workers ?? 1));
  const workers = random.fork('workers').pick([2, 2, 3, 3, 1, 4].filter((count) => count >= least));
  return {
    seed,
    engine,
    workers,
    smallDisk: chosen.some((fault) => fault.smallDisk),
    campaign: campaignOf(seed, random.fork('campaign')),
    faults: chosen.map((fault) => ({ ...fault, ...fault.make(random.fork(fault.name), { workers }) })),
  };
}

/** Seeds that fire every fault at least once, as long as there are enough of them. */
export function planAll(seeds, { engines, faults }) {
  const open = faults.map(({ name }) => name);
  return seeds.map((seed, i) => {
    const engine = engines[i % engines.length];
    const random = new Random(`${seed}/cover`);
    const usable = faults.filter((fault) => fault.applies?.(engine) ?? true);
    const due = usable.filter(({ name }) => open.includes(name));
    // What is left is spread over the seeds that are left.
    const count = Math.min(Math.max(Math.ceil(open.length / (seeds.length - i)), 1), MOST);
    const fixed = pickCompatible(due.length > 0 ? due : random.shuffle(usable), count).map(({ name }) => name);
    fixed.forEach((name) => open.includes(name) && open.splice(open.indexOf(name), 1));
    return planSeed(seed, { engines: [engine], faults, fixed });
  });
}

/** One line. */
export function describePlan({ seed, engine, workers, faults }) {
  const list = faults.map(({ name, detail }) => `${name} (${detail})`).join(', ');
  return `seed ${seed}: ${engine}, ${workers} ${workers === 1 ? 'worker' : 'workers'}: ${list}`;
}

/** How to do the same again. */
export function replayWords({ seed, engine, faults }) {
  return `npm run faults -- --seed ${seed} --engine ${engine} --fault ${faults.map(({ name }) => name).join(',')}`;
}

function engineOf(random, engines, faults, fixed) {
  const wanted = faults.filter(({ name }) => fixed?.includes(name));
  const usable = engines.filter((engine) => wanted.every((fault) => fault.applies?.(engine) ?? true));
  if (usable.length === 0) throw new Error(`${fixed.join(', ')} cannot be on ${engines.join(' or ')}`);
  return random.fork('engine').pick(usable);
}

function choose(random, faults, engine) {
  const usable = faults.filter((fault) => fault.applies?.(engine) ?? true);
  return pickCompatible(random.shuffle(usable), random.pick([1, 1, 2, 2, 3]));
}

/** The first that do not take what another one has taken. */
function pickCompatible(faults, count) {
  const chosen = [];
  for (const fault of faults) {
    const taken = new Set(chosen.flatMap(({ takes }) => takes));
    if (chosen.length < count && !fault.takes.some((thing) => taken.has(thing))) chosen.push(fault);
  }
  return chosen;
}
