const SLUG_LENGTH = 40;
const DIGEST_LENGTH = 12;

/** Id of a campaign: its name as far as it fits a URL, its content, and which of those with the same content it is. */
export function campaignId(name: string, contentDigest: string, number: number): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  const id = `${slug === '' ? 'campaign' : slug}-${contentDigest.slice(0, DIGEST_LENGTH)}`;
  return number === 1 ? id : `${id}-${number}`;
}
