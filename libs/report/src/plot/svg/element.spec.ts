import { describe, expect, it } from '@jest/globals';
import { element, escapeXml } from './element.js';

describe('element', () => {
  it('writes attributes and children, numbers to a hundredth of a px', () => {
    expect(element('g', { x: 1 / 3, id: 'a' }, ['<b/>'])).toBe('<g x="0.33" id="a"><b/></g>');
    expect(element('rect', { width: 2 })).toBe('<rect width="2"/>');
  });

  it('escapes what XML reserves and drops what it forbids', () => {
    expect(escapeXml('a < b & "c" > d\u0000\u0007')).toBe('a &lt; b &amp; &quot;c&quot; &gt; d');
    expect(element('a', { title: '"<' })).toBe('<a title="&quot;&lt;"/>');
  });
});
