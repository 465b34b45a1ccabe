import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whom Postgres runs as where this process is root, which Postgres refuses. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody`, by number, for root; undefined for everybody else, who stays who they are. */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = nobody();
  return { uid: uid >>> 0, gid: gid >>> 0 };
}

/** The nearest folder above a path, or the path itself, that this user may not enter; undefined if the way is free. */
export function blockedFolder(path: string, { uid, gid }: UnprivilegedUser): string | undefined {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function nobody(): readonly [uid: number, gid: number] {
  const fallback = [65534, 65534] as const;
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((text) => text.startsWith('nobody:'));
    const [, , uid, gid] = line?.split(':').map(Number) ?? [];
    return Number.isInteger(uid) && Number.isInteger(gid) ? [uid!, gid!] : fallback;
  } catch {
    return fallback;
  }
}
