import type { Ledger, LedgerOptions } from './ledger.js';

/**
 * The ledger at `postgres://...`; nothing is asked of it yet. Its code is loaded with the first one, for only coordinators have
 * one.
 * @throws RangeError for a name of a schema that cannot be
 */
export async function openLedger(url: string, options?: LedgerOptions): Promise<Ledger> {
  const { Ledger } = await import('./ledger.js');
  return Ledger.open(url, options);
}
