import { WorkerState, type Worker } from '@darkreach/cluster';
import { nameOf, timeText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { count } from '../../text/quantities.js';
import { table } from '../../text/table.js';

const COLUMNS = [
  { title: 'worker' },
  { title: 'host' },
  { title: 'state' },
  { title: 'device' },
  { title: 'threads', align: 'right' },
  { title: 'has', align: 'right' },
  { title: 'done', align: 'right' },
  { title: 'events/s', align: 'right' },
  { title: 'toys/s', align: 'right' },
  { title: 'seen' },
] as const;

/** Lists the workers that were seen lately. */
export function workers(options: ServerOption, context: CommandContext): Promise<ExitCode> {
  const { out, colours } = context.terminal;
  return withConnection(options, context, async ({ fleet }) => {
    const { workers: found } = await fleet.listWorkers({});
    out.write(found.length === 0 ? 'no workers\n' : table(COLUMNS, found.map(row), colours));
    return EXIT.ok;
  });
}

function row({ workerId, displayName, state, backend, adapter, ...worker }: Worker): string[] {
  return [
    workerId,
    displayName,
    nameOf(WorkerState, state),
    adapter === '' ? backend : `${backend}, ${adapter}`,
    String(worker.threads),
    String(worker.leasedShards),
    String(worker.reportedShards),
    count(worker.eventsPerSecond),
    count(worker.toysPerSecond),
    timeText(worker.seenTime),
  ];
}
