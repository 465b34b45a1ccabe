import type { Caller, CallerRole } from '../desk.js';
import { PermissionDeniedError } from '../errors.js';

const USERS: readonly CallerRole[] = ['viewer', 'submitter', 'operator'];

/**
 * Whether a caller may do what takes at least that role: workers speak to workers' methods only, and nobody else does.
 * @throws PermissionDeniedError
 */
export function requireRole(caller: Caller, least: CallerRole, what: string): void {
  const allowed = least === 'worker' ? (['worker'] as const) : USERS.slice(USERS.indexOf(least));
  if (allowed.some((role) => role === caller.role)) return;
  throw new PermissionDeniedError(`${what} is not for the role ${caller.role}; allowed: ${allowed.join(', ')}`);
}
