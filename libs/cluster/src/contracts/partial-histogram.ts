import type { PartialHistogram } from '@darkreach/campaign';
import { regularAxis, type RegularAxis } from '@darkreach/histogram';
import { InvalidResultError } from '../errors.js';
import type { PartialHistogram as PartialHistogramMessage } from './generated/darkreach/v1/worker.js';
import { expectCount, expectIndex, expectLength, withoutSignOfZero } from './result-checks.js';

/**
 * Result of a shard of the simulation, for the wire; sums keep every bit.
 * @throws InvalidResultError for numbers that cannot be: sums that are not finite, squares below zero, wrong counts
 */
export function encodePartialHistogram(partial: PartialHistogram): PartialHistogramMessage {
  check(partial);
  const { templateId, shard, events, clipped, histogram } = partial;
  const { axis, entries, sumw, sumw2 } = histogram;
  return {
    templateId,
    shard,
    events,
    clipped,
    entries,
    axisName: axis.name,
    axisUnit: axis.unit,
    bins: axis.bins,
    low: withoutSignOfZero(axis.low),
    high: withoutSignOfZero(axis.high),
    sumw: [...sumw],
    sumw2: [...sumw2],
  };
}

/** @throws InvalidResultError as `encodePartialHistogram`, and for an axis that cannot be */
export function decodePartialHistogram(message: PartialHistogramMessage): PartialHistogram {
  const { templateId, shard, events, clipped, entries, sumw, sumw2 } = message;
  const axis = axisOf(message);
  // Before the sums are copied: a message that promises a billion bins has them or is refused.
  expectLength(sumw, 'sumw', axis.bins + 2);
  expectLength(sumw2, 'sumw2', axis.bins + 2);
  const partial: PartialHistogram = {
    kind: 'partial-histogram',
    shardId: `${templateId}/${shard}`,
    templateId,
    shard,
    events,
    clipped,
    histogram: { kind: 'histogram', axis, sumw: Float64Array.from(sumw), sumw2: Float64Array.from(sumw2), entries },
  };
  check(partial);
  return partial;
}

function axisOf({ axisName: name, axisUnit: unit, bins, low, high }: PartialHistogramMessage): RegularAxis {
  try {
    return regularAxis({ name, unit, bins, low, high });
  } catch (cause) {
    throw new InvalidResultError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function check({ shardId, templateId, shard, events, clipped, histogram }: PartialHistogram): void {
  const { axis, entries, sumw, sumw2 } = histogram;
  if (templateId === '') throw new InvalidResultError('the result names no template');
  expectIndex(shard, 'shard');
  if (shardId !== `${templateId}/${shard}`) {
    throw new InvalidResultError(`shard ${shardId} is not shard ${shard} of template ${templateId}`);
  }
  expectCount(events, 'events');
  expectCount(entries, 'entries', events);
  expectCount(clipped, 'clipped', events - entries);
  expectIndex(axis.bins, 'bins');
  expectLength(sumw, 'sumw', axis.bins + 2);
  expectLength(sumw2, 'sumw2', axis.bins + 2);
  sumw.forEach((sum, bin) => {
    if (!Number.isFinite(sum)) throw new InvalidResultError(`sumw of bin ${bin} is ${sum}; allowed is a finite number`);
  });
  sumw2.forEach((sum, bin) => {
    if (!(sum >= 0) || !Number.isFinite(sum)) {
      throw new InvalidResultError(`sumw2 of bin ${bin} is ${sum}; allowed is a finite number, not below 0`);
    }
  });
}
