import { LimitStatus, type Ledger, type LimitPoint } from '@darkreach/cluster';
import { readLimits } from '@darkreach/report';
import { NotFoundError } from '../errors.js';

const STATUSES = {
  ok: LimitStatus.OK,
  'outside-range': LimitStatus.OUTSIDE_RANGE,
  'fit-failed': LimitStatus.FIT_FAILED,
  'not-computed': LimitStatus.NOT_COMPUTED,
} as const;

/** Campaigns whose limits are kept in memory. */
const KEPT = 8;

/** The limits of campaigns that have ended, read from their `limits.json`. */
export class LimitArchive {
  private readonly kept = new Map<string, readonly LimitPoint[]>();

  constructor(private readonly ledger: Ledger) {}

  /** @throws NotFoundError when the campaign has no such file */
  async points(campaignId: string): Promise<readonly LimitPoint[]> {
    const known = this.kept.get(campaignId);
    if (known) return known;
    const content = await this.ledger.artifacts.content(campaignId, 'limits.json');
    if (!content) throw new NotFoundError('RESULTS_NOT_FOUND', `campaign ${campaignId} has no limits`);
    const points = pointsOf(Buffer.from(content).toString('utf8'), campaignId);
    this.kept.set(campaignId, points);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT) this.kept.delete(oldest!);
    return points;
  }

  forget(campaignId: string): void {
    this.kept.delete(campaignId);
  }
}

function pointsOf(text: string, campaignId: string): readonly LimitPoint[] {
  const { curves } = readLimits(text, `limits.json of ${campaignId}`);
  return curves.flatMap(({ channel, experiment, luminosity, points }) =>
    points.map(({ mass, coupling, couplingError, band, signalEvents, efficiency, efficiencyError, note }) => ({
      channel,
      experiment,
      luminosityLabel: luminosity.label,
      luminosity: luminosity.inverseFemtobarn,
      mass,
      status: STATUSES[band.status],
      confidenceLevel: band.cl,
      coupling: coupling[2],
      couplingBand: coupling,
      couplingError,
      method: band.method,
      toys: band.toys,
      failedFits: band.failedFits,
      signalEvents,
      efficiency,
      efficiencyError,
      note: note ?? '',
    })),
  );
}
