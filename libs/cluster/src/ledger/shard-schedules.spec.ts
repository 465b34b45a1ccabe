import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GOOD, LEASE_MS, ShardWorld, type WorldSetup } from './fixtures/shard-world.js';

const SCHEDULES = 100_000;
const SEED = 20_261_124;

/** What has to have happened somewhere, or the schedules show nothing. */
const EVENTS = [
  'acquire: another-worker',
  'acquire: leased to leased',
  'acquire: leased to quarantined',
  'expire: leased to pending',
  'expire: leased to quarantined',
  'extend: done',
  'fail: pending to quarantined',
  'fail: leased to quarantined',
  'invalidate: leased to pending',
  'invalidate: merged to pending',
  'renew: pending to leased',
  'report: duplicate',
  'report: leased to merged',
  'report: leased to quarantined',
  'report: losers',
  'report: merged to pending',
  'report: pending to merged',
  'report: stale',
  'retry: quarantined to pending',
  'waive: pending to merged',
  'waive: pending to quarantined',
];

interface Schedule extends WorldSetup {
  readonly codes: readonly number[];
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  quorum: fc.constantFrom<1 | 2>(1, 2),
  liars: fc.nat({ max: 63 }),
  deadly: fc.boolean(),
  codes: fc.array(fc.nat({ max: 0xffff }), { maxLength: 60, size: 'max' }),
});

describe('a shard, whatever happens to it', () => {
  it(`keeps every promise in ${SCHEDULES} schedules, and ends when honest workers go on`, () => {
    process.stdout.write(`shard schedules: ${SCHEDULES} with seed ${SEED}\n`);
    const seen = new Set<string>();
    const details = fc.check(
      fc.property(schedules, (schedule) => {
        const world = run(schedule);
        finish(world);
        for (const event of world.events) seen.add(event);
      }),
      { numRuns: SCHEDULES, seed: SEED },
    );
    expect(details.failed ? retell(details.counterexample![0], details.counterexamplePath) : '').toBe('');
    expect(EVENTS.filter((event) => !seen.has(event))).toEqual([]);
  });

  it('is merged right by any quorum when nobody lies', () => {
    const honest = schedules.map((schedule) => ({ ...schedule, liars: 0 }));
    fc.assert(
      fc.property(honest, (schedule) => {
        const world = run(schedule);
        finish(world);
        expect(world.state.digest ?? GOOD).toBe(GOOD);
      }),
      { numRuns: 2000, seed: SEED },
    );
  });
});

function run({ codes, ...setup }: Schedule): ShardWorld {
  const world = new ShardWorld(setup);
  for (const code of codes) world.act(code);
  return world;
}

/** Three honest workers come, one after the other, and nothing else happens any more. */
function finish(world: ShardWorld): void {
  const fleet = ['h0', 'h1', 'h2'];
  for (const worker of fleet) {
    world.now += 2 * LEASE_MS;
    world.acquire(worker, fleet);
    const token = world.live;
    if (token?.worker === worker) world.reportToken(token);
  }
  const { phase } = world.state;
  if (phase !== 'merged' && phase !== 'quarantined') throw new Error(`broken: every shard ends, and not as ${phase}`);
}

/** The shortest schedule that breaks a promise, step by step. */
function retell(schedule: Schedule, path: string | null): string {
  const story: string[] = [];
  const world = new ShardWorld(schedule, ({ command, outcome, state }) => {
    story.push(JSON.stringify({ command, outcome, state }));
  });
  try {
    for (const code of schedule.codes) world.act(code);
    finish(world);
  } catch (error) {
    const head = `${String(error)}\nseed ${SEED}, path ${path ?? ''}, ${JSON.stringify(schedule)}`;
    return [head, ...story].join('\n');
  }
  return 'a schedule that failed once and not twice';
}
