/**
 * A text as Postgres can keep it: without the character zero, cut between characters and not through one. What comes from
 * workers and callers is not to be trusted in this.
 */
export function storedText(text: string, length = 256): string {
  const cut = [...text.slice(0, 2 * length)].slice(0, length).join('');
  return cut.replaceAll('\0', '').replaceAll(LONE_SURROGATE, '\ufffd');
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
