import type { DevicePreference } from '@darkreach/kernels';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../../cluster/data-folder.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { duration } from '../../text/quantities.js';

export interface UpOptions {
  readonly workers?: number;
  readonly device: DevicePreference;
}

/** Starts a cluster on this machine and keeps it until it is interrupted. */
export async function up(options: UpOptions, context: CommandContext): Promise<ExitCode> {
  const { services, terminal, environment, now, onInterrupt } = context;
  const { workers = availableParallelism(), device } = options;
  const folder = dataFolder(environment);
  const started = now();
  const interrupted = new Promise<void>((resolve) => onInterrupt(resolve));
  const onEvent = (text: string) => void terminal.err.write(`${text}\n`);
  const cluster = await services.cluster.startLocal({ dataFolder: folder, workers, device, environment, onEvent });
  terminal.out.write(
    `A cluster is ready after ${duration((now() - started) / 1000)}: ${cluster.server}, ${workers} worker${workers === 1 ? '' : 's'}\n` +
      `  data in ${folder}, logs in ${join(folder, 'logs')}, health and metrics at http://${cluster.http}\n` +
      `  "darkreach submit campaign.yaml --watch" uses it; Ctrl-C ends it, and campaigns go on with the next "darkreach up"\n`,
  );
  await interrupted;
  terminal.err.write('Ending: what the workers cannot finish now is given back.\n');
  await cluster.stop();
  return EXIT.ok;
}
