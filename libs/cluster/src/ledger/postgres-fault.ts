/** What can go wrong with a statement through nobody's fault. */
export type PostgresFault = 'connection' | 'serialization' | 'other';

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  '25P03', // idle in transaction for too long
  '53300', // too many connections
  '57P01', // terminated by an administrator
  '57P02', // crash of another backend
  '57P03', // starting up or shutting down
]);
const SERIALIZATION_CODES = new Set(['40001', '40P01', '55P03']);

/** pg has no codes for these. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** Tells apart what to try again: a connection that is gone, or transactions in each other's way. */
export function postgresFault(error: unknown): PostgresFault {
  const { code, message } = described(error);
  if (SERIALIZATION_CODES.has(code)) return 'serialization';
  const lost = CONNECTION_CODES.has(code) || code.startsWith('08') || CONNECTION_MESSAGES.test(message);
  return lost ? 'connection' : 'other';
}

/** Whether a row was refused because another one has the same key. */
export function isUniqueViolation(error: unknown): boolean {
  return described(error).code === '23505';
}

/** By its fields, not by its class: errors of sockets may come from another realm. */
function described(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
