import { linkFault } from '../link-fault.mjs';
import { sleep } from '../wait.mjs';

async function spoil(links, random) {
  const latency = random.integer(60, 300);
  links.each((proxy) => proxy.slow(latency));
  await sleep(3000);
}
spoil.count = ({ delayed }) => (delayed > 0 ? `${delayed} chunks came late` : undefined);

export const linkSlow = linkFault({ name: 'link-slow', kind: 'latency', spoil });
