/** What is known of a lease when a worker has to go. */
export interface DrainCandidate {
  readonly phase: 'waiting' | 'computing' | 'reporting';
  /** What it takes on this worker in all, seconds. */
  readonly expectedSeconds: number;
  readonly elapsedSeconds: number;
}

/** Estimates are estimates: a shard is taken to need so much more. */
const MARGIN = 1.25;

/**
 * Says which leases are finished within the grace period: those that are being reported, and those that fit, one after the
 * other on the threads that there are. The others are to be given back at once, so that somebody else can begin.
 */
export function planDrain<L extends DrainCandidate>(
  leases: readonly L[],
  threads: number,
  graceSeconds: number,
): { readonly finish: readonly L[]; readonly giveBack: readonly L[] } {
  const remaining = ({ expectedSeconds, elapsedSeconds }: L): number =>
    Math.max(MARGIN * expectedSeconds - elapsedSeconds, 0);
  const reporting = leases.filter(({ phase }) => phase === 'reporting');
  const computing = leases.filter(({ phase }) => phase === 'computing');
  const finish = [...reporting, ...computing.filter((lease) => remaining(lease) <= graceSeconds)];
  // A thread whose shard is given back is free at once.
  const kept = finish.filter(({ phase }) => phase === 'computing').map(remaining);
  const free = Array.from({ length: threads }, (_, thread) => kept[thread] ?? 0);
  for (const lease of leases.filter(({ phase }) => phase === 'waiting')) {
    const thread = free.indexOf(Math.min(...free));
    const end = free[thread]! + remaining(lease);
    if (end > graceSeconds) continue;
    free[thread] = end;
    finish.push(lease);
  }
  return { finish, giveBack: leases.filter((lease) => !finish.includes(lease)) };
}
