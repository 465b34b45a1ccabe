import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LimitBand, PartialHistogram, ShardComputer } from '@darkreach/campaign';
import { shardIdOf } from '@darkreach/cluster';

type Fault = 'crash' | 'loop' | 'nan' | 'wrong-bits';
const ENTRY = /^thread\.(crash|loop|nan|wrong-bits)=(.+)$/;
/** Relative change of a number that has wrong bits. */
const ONE_BIT = 1 + Number.EPSILON;

/**
 * Faults of a thread, for tests: DARKREACH_FAILPOINTS names a fault and a part of the ids of the shards that it befalls,
 * as in `thread.crash=three-gamma/1`. A file of its name in DARKREACH_FAILPOINT_DIR says that it has happened.
 */
export function withThreadFaults(
  computer: ShardComputer,
  environment: Readonly<Record<string, string | undefined>>,
): ShardComputer {
  const faults = parse(environment['DARKREACH_FAILPOINTS'] ?? '');
  if (faults.length === 0) return computer;
  const faultOf = (shardId: string): Fault | undefined => {
    const fault = faults.find(({ part }) => shardId.includes(part))?.fault;
    const folder = environment['DARKREACH_FAILPOINT_DIR'];
    if (fault !== undefined && folder !== undefined) writeFileSync(join(folder, `thread.${fault}`), `${shardId}\n`);
    if (fault === 'crash') process.exit(3);
    if (fault === 'loop') for (;;);
    return fault;
  };
  return {
    identity: computer.identity,
    remember: (digest, campaign) => computer.remember(digest, campaign),
    forget: (digest) => computer.forget(digest),
    simulate: async (digest, job) => {
      const fault = faultOf(shardIdOf(job));
      return damagedHistogram(await computer.simulate(digest, job), fault);
    },
    fit: async (job) => {
      const fault = faultOf(shardIdOf(job));
      return damagedBand(await computer.fit(job), fault);
    },
  };
}

function parse(setting: string): readonly { readonly fault: Fault; readonly part: string }[] {
  return setting.split(';').flatMap((entry) => {
    const [, fault, part] = ENTRY.exec(entry.trim()) ?? [];
    return fault === undefined || part === undefined ? [] : [{ fault: fault as Fault, part }];
  });
}

function damage(value: number, fault: Fault | undefined): number {
  if (fault === 'nan') return Number.NaN;
  return fault === 'wrong-bits' ? value * ONE_BIT || Number.MIN_VALUE : value;
}

function damagedHistogram(partial: PartialHistogram, fault: Fault | undefined): PartialHistogram {
  const { histogram } = partial;
  return { ...partial, histogram: { ...histogram, sumw: histogram.sumw.map((sum) => damage(sum, fault)) } };
}

function damagedBand(band: LimitBand, fault: Fault | undefined): LimitBand {
  const [a, b, c, d, e] = band.expected;
  return { ...band, expected: [a, b, damage(c, fault), d, e] };
}
