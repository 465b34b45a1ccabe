import { describe, expect, it } from '@jest/globals';
import * as channels from './index.js';

describe('@darkreach/channels', () => {
  it('has exactly these public names', () => {
    expect(Object.keys(channels).sort()).toEqual(['CHANNELS', 'defineChannel', 'findChannel']);
  });
});
