import { describe, expect, it } from '@jest/globals';
import { campaignOfText } from './campaign-of-text.js';

describe('campaignOfText', () => {
  it('has one object for one text, and another for another', () => {
    const first = campaignOfText('{"name":"a"}');
    expect(first).toEqual({ name: 'a' });
    expect(campaignOfText('{"name":"a"}')).toBe(first);
    expect(campaignOfText('{"name":"b"}')).not.toBe(first);
  });

  it('forgets the text that was not asked for longest', () => {
    const first = campaignOfText('{"name":"old"}');
    for (let i = 0; i < 16; i += 1) campaignOfText(`{"name":"new ${i}"}`);
    expect(campaignOfText('{"name":"old"}')).not.toBe(first);
  });
});
