import { Batcher, type Ledger, type LogRow, type NewLogEntry } from '@darkreach/cluster';

interface Line {
  readonly campaignId: string;
  readonly entry: NewLogEntry;
}

/** Writes what happens to campaigns into the ledger, in order, and tells those who watch. */
export class CampaignLog {
  private readonly listeners = new Set<(campaignId: string, rows: readonly LogRow[]) => void>();
  private readonly lines: Batcher<Line, undefined>;

  constructor(
    private readonly ledger: Ledger,
    private readonly onError: (error: unknown) => void,
  ) {
    this.lines = new Batcher((lines) => this.write(lines));
  }

  onRows(listener: (campaignId: string, rows: readonly LogRow[]) => void): void {
    this.listeners.add(listener);
  }

  /** Resolves when it is written. Does not throw: a log entry that cannot be written stops no campaign. */
  async add(campaignId: string, entry: NewLogEntry): Promise<void> {
    await this.lines.ask({ campaignId, entry }).catch(this.onError);
  }

  private async write(lines: readonly Line[]): Promise<readonly undefined[]> {
    const campaigns = new Set(lines.map(({ campaignId }) => campaignId));
    for (const campaignId of campaigns) {
      const entries = lines.filter((line) => line.campaignId === campaignId).map(({ entry }) => entry);
      const rows = await this.ledger.log.append(campaignId, entries);
      this.listeners.forEach((listener) => listener(campaignId, rows));
    }
    return lines.map(() => undefined);
  }
}
