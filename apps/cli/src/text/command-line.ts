/** A command line that a shell takes as these words. */
export function commandLine(invocation: string, words: readonly string[]): string {
  return [invocation, ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
