import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../../fixtures/catalogue.js';
import { campaignJsonSchema } from './campaign-json-schema.js';
import { CAMPAIGN_LIMITS } from './campaign-limits.js';

describe('campaignJsonSchema', () => {
  const schema = JSON.parse(JSON.stringify(campaignJsonSchema(catalogue)));

  it('asks for the three parts that have no default and for no unknown keys', () => {
    expect(schema).toMatchObject({
      type: 'object',
      required: ['apiVersion', 'name', 'channels'],
      additionalProperties: false,
    });
  });

  it('states the limits of the table', () => {
    expect(schema.properties.channels.maxItems).toBe(CAMPAIGN_LIMITS.channels);
    expect(schema.properties.events.properties.signal.maximum).toBe(CAMPAIGN_LIMITS.events);
    const [masses] = schema.properties.channels.items.properties.masses.anyOf;
    expect(masses).toMatchObject({ type: 'array', minItems: 1, maxItems: CAMPAIGN_LIMITS.masses });
  });

  it('accepts luminosities with unit only', () => {
    const pattern = new RegExp(schema.properties.channels.items.properties.luminosities.items.pattern);
    expect(['20 fb^-1', '50ab-1', '50'].map((text) => pattern.test(text))).toEqual([true, true, false]);
  });

  it('offers the ids of the searches when it knows them', () => {
    expect(schema.properties.channels.items.properties.id.enum).toEqual(['dark-photon-invisible', 'zprime-invisible']);
    expect(JSON.stringify(campaignJsonSchema())).not.toContain('zprime-invisible');
  });
});
