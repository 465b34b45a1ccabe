import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { campaignText, catalogue } from '../../fixtures/catalogue.js';
import { parseCampaign } from './parse-campaign.js';
import { resolveCampaign } from './resolve-campaign.js';
import type { ResolvedCampaign } from './resolved-campaign.js';
import { writeCampaignYaml } from './write-campaign-yaml.js';

const resolve = (text: string) => resolveCampaign(parseCampaign(text, 'x.yaml'), catalogue);

describe('writeCampaignYaml', () => {
  it('writes short lists in one line and luminosities with their unit', () => {
    const text = writeCampaignYaml(resolve(campaignText));
    expect(text).toContain('luminosities: [20 fb^-1, 50 ab^-1]');
    expect(text).toContain('masses: [1, 2, 3]');
  });

  it('is read back as the same campaign, whatever the numbers and names', () => {
    const base = resolve(`${campaignText}    systematics: {efficiency: {relative: 4%, floor: 1%}, luminosity: free}\n`);
    const arbitrary = fc.record({
      name: fc.stringMatching(/^[a-z0-9][a-zA-Zéµ0-9 ._+-]{0,40}[a-z0-9]$/),
      seed: fc.maxSafeNat(),
      masses: fc.uniqueArray(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1 }),
      override: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    fc.assert(
      fc.property(arbitrary, ({ name, seed, masses, override }) => {
        const searches = base.searches.map((search) => ({
          ...search,
          masses: masses.toSorted((a, b) => a - b),
          detectorOverrides: { 'photonLoss.barrel': override },
        }));
        const campaign: ResolvedCampaign = { ...base, name, seed, searches };
        expect(resolve(writeCampaignYaml(campaign))).toEqual(campaign);
      }),
    );
  });
});
