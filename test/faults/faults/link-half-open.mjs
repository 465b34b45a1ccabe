import { LEASE_SECONDS } from '../cluster/cluster.mjs';
import { linkFault } from '../link-fault.mjs';
import { sleep } from '../wait.mjs';

async function spoil(links) {
  links.each((proxy) => proxy.halfOpen());
  await sleep(1500 * LEASE_SECONDS);
}
spoil.count = ({ dropped }) => (dropped > 0 ? `${dropped} bytes were lost` : undefined);

/** What the worker says arrives, what it is answered does not. */
export const linkHalfOpen = linkFault({ name: 'link-half-open', kind: 'half-open links', spoil });
