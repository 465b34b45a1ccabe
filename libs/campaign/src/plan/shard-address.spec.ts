import { describe, expect, it } from '@jest/globals';
import { smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import type { FitJob } from '../runner/runner.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import { planShards } from './plan-campaign.js';
import { WorkAddresses, type DeviceClass } from './shard-address.js';
import { openTemplateBook } from './template-book.js';

const webasm: DeviceClass = { backend: 'webasm', digest: 'abc' };

function addressesOf(campaign: ResolvedCampaign, device = webasm): ReadonlyMap<string, string> {
  const book = openTemplateBook(campaign);
  const addresses = new WorkAddresses(book, device, '1.0.0');
  return new Map([...planShards(campaign, book)].map((shard) => [shard.id, addresses.ofShard(shard)]));
}

describe('the address of a shard', () => {
  it('is its own', () => {
    const addresses = [...addressesOf(smallCampaign({ events: { signal: 3e6, background: 1e8 } })).values()];
    expect(addresses.every((address) => /^[0-9a-f]{64}$/.test(address))).toBe(true);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('is the same in a campaign with another name, one more luminosity and more masses', () => {
    const before = addressesOf(smallCampaign());
    const luminosities = [{ label: '9 fb^-1', inverseFemtobarn: 9 }];
    const searches = [smallSearch({ masses: [0.5, 1, 2, 4], luminosities })];
    const after = addressesOf(smallCampaign({ name: 'other', searches }));
    for (const [id, address] of before) expect(after.get(id)).toBe(address);
    expect(after.size).toBe(before.size + 2);
  });

  it('changes with seed, events, inputs and class of device', () => {
    const before = new Set(addressesOf(smallCampaign()).values());
    const others = [
      addressesOf(smallCampaign({ seed: 8 })),
      addressesOf(smallCampaign({ searches: [smallSearch({ detectorOverrides: { 'photon.minimumEnergyStar': 2 } })] })),
      addressesOf(smallCampaign(), { backend: 'cpu', digest: 'abc' }),
      addressesOf(smallCampaign(), { backend: 'webasm', digest: 'abd' }),
    ];
    for (const other of others) expect([...other.values()].filter((address) => before.has(address))).toEqual([]);
  });
});

describe('the address of a fit', () => {
  const job: FitJob = {
    kind: 'fit-job',
    id: 'a',
    model: {
      kind: 'template-model',
      signal: { name: 'signal', yields: [1], statErrors: [0], systematics: [] },
      backgrounds: [{ name: 'flat', yields: [2], statErrors: [0], systematics: [] }],
    },
    options: { ...smallCampaign().statistics, key: [1, 2] },
  };
  const book = openTemplateBook(smallCampaign());
  const of = (fit: FitJob, version = '1.0.0'): string => new WorkAddresses(book, webasm, version).ofFit(fit);

  it('depends on model, options and version, not on the id', () => {
    expect(of({ ...job, id: 'b' })).toBe(of(job));
    expect(of({ ...job, options: { ...job.options, cl: 0.95 } })).not.toBe(of(job));
    expect(of({ ...job, model: { ...job.model, observed: [3] } })).not.toBe(of(job));
    expect(of(job, '1.0.1')).not.toBe(of(job));
  });
});
