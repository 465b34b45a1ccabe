import { describe, expect, it } from '@jest/globals';
import { smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import type { ResolvedCampaign } from '../spec/resolved-campaign.js';
import { planShards } from './plan-campaign.js';
import { openTemplateBook, type TemplateBook } from './template-book.js';
import { workDigest } from './work-digest.js';

const digestOf = (campaign: ResolvedCampaign): string => {
  const book = openTemplateBook(campaign);
  return workDigest(book, planShards(campaign, book));
};

/** The book as another version of the program would have it: one formula of one kernel is another. */
function withChangedFormula(book: TemplateBook): TemplateBook {
  const entry = [...book.byId.values()][0]!;
  const { source } = entry.recipe;
  if (source.kind !== 'simulated') throw new Error('the first template is not simulated');
  const uses = [...source.kernel.uses, (x: number): number => x + 1];
  const kernel = { ...source.kernel, uses };
  const changed = { ...entry, recipe: { ...entry.recipe, source: { ...source, kernel } } };
  return { ...book, byId: new Map([...book.byId, [entry.id, changed]]) };
}

describe('workDigest', () => {
  it('is 64 hexadecimal digits, the same for the same work', () => {
    expect(digestOf(smallCampaign())).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf(smallCampaign({ name: 'other' }))).toBe(digestOf(smallCampaign()));
  });

  it('changes with parameters, masses, events and seed', () => {
    const campaigns = [
      smallCampaign(),
      smallCampaign({ seed: 8 }),
      smallCampaign({ events: { signal: 20_001, background: 400_000 } }),
      smallCampaign({ searches: [smallSearch({ masses: [1, 5] })] }),
      smallCampaign({ searches: [smallSearch({ detectorOverrides: { 'photon.minimumEnergyStar': 2 } })] }),
    ];
    expect(new Set(campaigns.map(digestOf)).size).toBe(campaigns.length);
  });

  it('changes with the text of a formula', () => {
    const campaign = smallCampaign();
    const book = openTemplateBook(campaign);
    const shards = planShards(campaign, book);
    expect(workDigest(withChangedFormula(book), shards)).not.toBe(workDigest(book, shards));
  });
});
