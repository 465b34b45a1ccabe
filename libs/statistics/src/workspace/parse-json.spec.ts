import { describe, expect, it } from '@jest/globals';
import { parseJson } from './parse-json.js';

describe('parseJson', () => {
  it('reads a value', () => {
    expect(parseJson(' {"a": [1, 2.5e3, null]} ')).toEqual({ a: [1, 2500, null] });
  });

  it.each([
    ['{"data": [1,\n  NaN]}', /^line 2, column 3: NaN is no number of JSON; allowed is JSON/],
    ['{"data": [Infinity]}', /^line 1, column 11: Infinity is no number/],
    ['[1, -Infinity]', /^line 1, column 6: Infinity is no number/],
    ['{"data": [1, 2', /^line 1, column 15: the text ends too early/],
    ['  \n', /the text is empty/],
    ["{'a': 1}", /^line 1, column 2: unexpected "'"/],
    ['[1,\n2,\n]', /^line 3, column 1: unexpected "]"/],
    ['[1] 2', /^line 1, column 5: unexpected "2"/],
  ])('says where %j stops to be JSON', (text, words) => {
    expect(() => parseJson(text)).toThrow(words);
  });
});
