import { describe, expect, it } from '@jest/globals';
import { campaignText, catalogue } from '../../fixtures/catalogue.js';
import { campaignDigest } from './campaign-digest.js';
import { canonicalJson } from './canonical-json.js';
import { parseCampaign } from './parse-campaign.js';
import { resolveCampaign } from './resolve-campaign.js';

const digest = (text: string) => campaignDigest(resolveCampaign(parseCampaign(text, 'x.yaml'), catalogue));

describe('campaignDigest', () => {
  it('is 64 hexadecimal digits', () => {
    expect(digest(campaignText)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not change with the name, the formats, the order of keys or a default that is written out', () => {
    const same = [
      campaignText.replace('name: reach', 'name: other'),
      `${campaignText}output: {formats: [csv]}\n`,
      `${campaignText}seed: 1\nstatistics: {method: auto, cl: 90%}\n`,
      campaignText.replace('[1, 2, 3]', '[3, 2, 2, 1 GeV]'),
      `${campaignText}    model: {shell: on, alphaD: 0.1}\n`,
    ];
    expect(new Set(same.map(digest))).toEqual(new Set([digest(campaignText)]));
  });

  it('changes with everything that decides a number', () => {
    const different = [
      campaignText,
      `${campaignText}seed: 2\n`,
      `${campaignText}events: {signal: 5}\n`,
      `${campaignText}statistics: {cl: 0.95}\n`,
      campaignText.replace('[1, 2, 3]', '[1, 2]'),
      campaignText.replace('belle2', 'babar'),
      campaignText.replace('50 ab', '40 ab'),
      `${campaignText}    model: {alphaD: 0.2}\n`,
      `${campaignText}    systematics: {efficiency: 1%}\n`,
    ];
    expect(new Set(different.map(digest)).size).toBe(different.length);
  });
});

describe('canonicalJson', () => {
  it('sorts keys at every depth and leaves lists as they are', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }, 2], a: 'x', e: undefined })).toBe(
      '{"a":"x","b":[{"c":null,"d":1},2]}',
    );
  });
});
