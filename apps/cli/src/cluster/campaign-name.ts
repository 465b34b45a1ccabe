/** `campaigns/{id}` from a word of the command line, which may be the id alone. */
export function campaignName(word: string): string {
  return word.startsWith('campaigns/') ? word : `campaigns/${word}`;
}

/** What a person types to name it. */
export function campaignId(name: string): string {
  return name.replace(/^campaigns\//, '');
}
