import { linkFault } from '../link-fault.mjs';
import { sleep } from '../wait.mjs';

async function spoil(links, random) {
  for (let i = 0; i < 6; i += 1) {
    links.each((proxy) => proxy.reset());
    await sleep(random.between(50, 500));
  }
}
spoil.count = ({ resets }) => (resets > 0 ? `${resets} connections were reset` : undefined);

export const linkReset = linkFault({ name: 'link-reset', kind: 'resets', spoil });
