import { createHash } from 'node:crypto';
import type { ArtifactRow, NewArtifact } from './artifact-row.js';
import type { LedgerConnection } from './ledger-connection.js';

/** Files of results. */
export class ArtifactStore {
  constructor(private readonly connection: LedgerConnection) {}

  /** Replaces all files of a campaign. */
  async put(campaignId: string, files: readonly NewArtifact[]): Promise<void> {
    await this.connection.transact(async ({ db }) => {
      await db.deleteFrom('artifacts').where('campaign_id', '=', campaignId).execute();
      for (const { path, content } of files) {
        await db
          .insertInto('artifacts')
          .values({
            campaign_id: campaignId,
            path,
            size: content.byteLength,
            sha256: createHash('sha256').update(content).digest('hex'),
            content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
          })
          .execute();
      }
    });
  }

  /** Sorted by path. */
  async list(campaignId: string): Promise<readonly ArtifactRow[]> {
    return this.connection.ask((db) =>
      db
        .selectFrom('artifacts')
        .select(['path', 'size', 'sha256'])
        .where('campaign_id', '=', campaignId)
        .orderBy('path')
        .execute(),
    );
  }

  async content(campaignId: string, path: string): Promise<Uint8Array | undefined> {
    const row = await this.connection.ask((db) =>
      db
        .selectFrom('artifacts')
        .select('content')
        .where('campaign_id', '=', campaignId)
        .where('path', '=', path)
        .executeTakeFirst(),
    );
    return row?.content;
  }
}
