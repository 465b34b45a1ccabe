import type { Page, PageRequest } from '../desk.js';
import { decodePlace, encodePlace } from './page-token.js';

/** Default of page_size where a method says no other. */
const DEFAULT_SIZE = 100;

/** A page as the desk is asked for it. */
export function pageRequest(
  list: string,
  { pageSize, pageToken }: { readonly pageSize: number; readonly pageToken: string },
  standard = DEFAULT_SIZE,
): PageRequest {
  const after = decodePlace(list, pageToken, 'page_token');
  return { size: pageSize === 0 ? standard : pageSize, ...(after !== undefined && { after }) };
}

/** The next_page_token of a page that the desk has given. */
export function nextPageToken(list: string, { next }: Page<unknown>): string {
  return next === undefined ? '' : encodePlace(list, next);
}
