import type { CommandContext } from '../command-context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { table } from '../text/table.js';

/** Says on what kernels can run here, what `--device auto` takes, and why it takes nothing else. */
export async function devices({ services, terminal }: CommandContext): Promise<ExitCode> {
  const { out, colours } = terminal;
  const surveys = await services.surveyDevices();
  const chosen = surveys.find(({ usable, reason }) => usable && reason === '');
  const columns = [
    { title: 'backend' },
    { title: 'usable' },
    { title: 'adapter' },
    { title: 'known answers' },
    { title: 'why not' },
  ] as const;
  const rows = surveys.map(({ backend, usable, adapter, digest, reason }) => [
    backend,
    usable ? colours.green('yes') : colours.red('no'),
    adapter || '-',
    digest.slice(0, 12) || '-',
    reason.replaceAll(/\s+/g, ' ') || (backend === chosen?.backend ? '' : `${chosen?.backend} is faster`),
  ]);
  out.write(table(columns, rows, colours));
  out.write(
    chosen === undefined
      ? '\nno device passes its self-test\n'
      : `\n--device auto takes ${colours.bold(chosen.backend)}\n`,
  );
  return chosen === undefined ? EXIT.checkFailed : EXIT.ok;
}
