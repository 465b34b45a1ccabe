import { describe, expect, it } from '@jest/globals';
import { onShell, smallCampaign, smallSearch } from '../../fixtures/small-campaign.js';
import { CampaignPlanError } from '../errors.js';
import type { ResolvedSearch } from '../spec/resolved-campaign.js';
import { openTemplateBook } from './template-book.js';

const idsOf = (...changes: Partial<ResolvedSearch>[]): string[] => [
  ...openTemplateBook(smallCampaign({ searches: changes.map(smallSearch) })).byId.keys(),
];
const isSignal = (id: string): boolean => id.includes('/signal');

describe('openTemplateBook', () => {
  it('has a template for each background of each region and for each mass', () => {
    const { searches, entries, byId } = openTemplateBook(smallCampaign());
    const { backgrounds } = searches[0]!.experiment;
    expect(entries).toHaveLength(backgrounds.length + 2);
    expect(byId.size).toBe(entries.length);
    expect(entries.filter(({ mass }) => mass !== undefined).map(({ mass }) => mass)).toEqual([1, 4]);
  });

  it('gives the same template the same id whatever else is in the campaign', () => {
    const alone = idsOf({});
    const more = idsOf(
      { experiment: 'babar' },
      { masses: [0.5, 1, 2, 4], luminosities: [{ label: 'x', inverseFemtobarn: 7 }] },
    );
    expect(more).toEqual(expect.arrayContaining(alone));
    expect(more.length).toBeGreaterThan(alone.length);
  });

  it('gives every template another id when an input of the detector is overridden', () => {
    const preset = idsOf({});
    const changed = idsOf({ detectorOverrides: { 'signal.isrFactor': 0.9 } });
    expect(changed).toHaveLength(preset.length);
    expect(changed.filter((id) => preset.includes(id))).toEqual([]);
  });

  it('gives only the signals another id when the model changes', () => {
    const preset = idsOf({});
    const changed = idsOf({ model: { ...onShell, shell: 'off' } });
    expect(changed.filter((id) => preset.includes(id))).toEqual(preset.filter((id) => !isSignal(id)));
    expect(changed.filter((id) => !preset.includes(id))).toHaveLength(2);
  });

  it('does not care in which order settings are written', () => {
    const { shell, alphaD, ...rest } = onShell;
    expect(idsOf({ model: { alphaD, ...rest, shell } })).toEqual(idsOf({ model: onShell }));
  });

  it('refuses a search that is not registered', () => {
    const campaign = smallCampaign({ searches: [smallSearch({ channel: 'no-such-search' })] });
    expect(() => openTemplateBook(campaign)).toThrow(CampaignPlanError);
    expect(() => openTemplateBook(campaign)).toThrow('no-such-search');
  });
});
