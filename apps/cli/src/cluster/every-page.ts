/** Every entry of a list that comes in pages. */
export async function* everyPage<Entry>(
  page: (pageToken: string) => Promise<{ readonly entries: readonly Entry[]; readonly nextPageToken: string }>,
): AsyncGenerator<Entry, void, undefined> {
  let token = '';
  do {
    const { entries, nextPageToken } = await page(token);
    yield* entries;
    token = nextPageToken;
  } while (token !== '');
}
