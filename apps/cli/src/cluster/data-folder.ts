import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a cluster of this machine keeps everything: DARKREACH_DATA, or else what is usual for the user. */
export function dataFolder(environment: Readonly<NodeJS.ProcessEnv>, root = process.getuid?.() === 0): string {
  const named = environment['DARKREACH_DATA'] ?? '';
  if (named !== '') return named;
  // Postgres cannot run as root, and whom it runs as cannot enter root's home.
  if (root) return '/var/lib/darkreach';
  const shared = environment['XDG_DATA_HOME'] ?? '';
  return join(shared === '' ? join(homedir(), '.local', 'share') : shared, 'darkreach');
}
