// The links of one worker: to the coordinator and to the queue, each through a proxy.
import { TcpProxy } from '../proxy.mjs';

export class Links {
  /** @param targets ports on 127.0.0.1: `{ coordinator, queue }` */
  constructor(targets) {
    this.coordinator = new TcpProxy({ host: '127.0.0.1', port: targets.coordinator });
    this.queue = new TcpProxy({ host: '127.0.0.1', port: targets.queue });
  }

  async open(host = '127.0.0.1') {
    this.host = host;
    await this.coordinator.listen(host);
    await this.queue.listen(host);
  }

  get both() {
    return [this.coordinator, this.queue];
  }

  get counts() {
    const sum = { connections: 0, bytes: 0, up: 0, delayed: 0, held: 0, dropped: 0, resets: 0 };
    for (const { counts } of this.both) for (const key of Object.keys(sum)) sum[key] += counts[key];
    return sum;
  }

  each(act) {
    this.both.forEach(act);
  }

  async close() {
    await Promise.all(this.both.map((proxy) => proxy.close()));
  }
}
