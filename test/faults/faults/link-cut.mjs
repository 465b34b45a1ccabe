import { LEASE_SECONDS } from '../cluster/cluster.mjs';
import { linkFault } from '../link-fault.mjs';
import { sleep } from '../wait.mjs';

async function spoil(links) {
  links.each((proxy) => proxy.cut());
  await sleep(1800 * LEASE_SECONDS);
}
spoil.count = ({ held }) => (held > 0 ? `${held} bytes were held back` : undefined);

/** Nothing passes for longer than a lease; then everything that was said arrives. */
export const linkCut = linkFault({ name: 'link-cut', kind: 'partition, by proxy', spoil });
