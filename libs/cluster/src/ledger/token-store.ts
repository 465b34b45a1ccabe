import type { Selectable } from 'kysely';
import type { NewToken, TokenRow } from './fleet-row.js';
import type { LedgerConnection } from './ledger-connection.js';
import type { LedgerDatabase } from './ledger-database.js';
import { storedText } from './stored-text.js';

/** Tokens, by the digest of their secret. */
export class TokenStore {
  constructor(private readonly connection: LedgerConnection) {}

  async create(token: NewToken): Promise<TokenRow> {
    const row = await this.connection.transact(({ db }) =>
      db
        .insertInto('tokens')
        .values({ ...token, description: storedText(token.description) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
    return tokenOf(row);
  }

  async find(digest: string): Promise<TokenRow | undefined> {
    const row = await this.connection.ask((db) =>
      db.selectFrom('tokens').selectAll().where('digest', '=', digest).executeTakeFirst(),
    );
    return row && tokenOf(row);
  }

  /** Oldest first. */
  async list(): Promise<readonly TokenRow[]> {
    const rows = await this.connection.ask((db) =>
      db.selectFrom('tokens').selectAll().orderBy('created_at').orderBy('id').execute(),
    );
    return rows.map(tokenOf);
  }

  /** False: there was none. */
  async revoke(id: string): Promise<boolean> {
    return this.connection.transact(async ({ db }) => {
      const { numDeletedRows } = await db.deleteFrom('tokens').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    });
  }
}

function tokenOf({ created_at: createdAt, ...row }: Selectable<LedgerDatabase['tokens']>): TokenRow {
  return { ...row, createdAt };
}
