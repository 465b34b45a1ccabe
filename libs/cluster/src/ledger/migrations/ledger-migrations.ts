import type { Migration } from 'kysely';
import { tables } from './0001-tables.js';

/** Every form that the ledger had, in their order. A migration that was released is never changed: add another one. */
export const LEDGER_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-tables': tables,
};
