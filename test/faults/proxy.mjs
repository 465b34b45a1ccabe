// A TCP proxy that makes a link bad: slow, cut, half open, reset. It counts what it does, so that a test can tell that
// a fault was there.
import { Buffer } from 'node:buffer';
import { createServer, connect } from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';

/** What a link does with the bytes of one direction. */
const PASS = 'pass';
/** As a cut network: nothing arrives until it is mended, and then everything does, as TCP sends it again. */
const HOLD = 'hold';
/** As a peer that has gone without a word: nothing arrives, ever. Such a connection is reset when the link is mended. */
const DROP = 'drop';

export class TcpProxy {
  /** Counted since it began. */
  counts = { connections: 0, bytes: 0, up: 0, delayed: 0, held: 0, dropped: 0, resets: 0 };
  #server;
  #links = new Set();
  #target;
  #mode = { up: PASS, down: PASS };
  #latency = 0;

  constructor(target) {
    this.#target = target;
  }

  /** Begins to listen; port 0 takes a free one. */
  async listen(host = '127.0.0.1', port = 0) {
    this.#server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.#open(socket));
    this.#server.on('error', () => undefined);
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    this.port = this.#server.address().port;
    return this.port;
  }

  get links() {
    return this.#links.size;
  }

  /** Every chunk arrives so many milliseconds later; 0 is at once. */
  slow(milliseconds) {
    this.#latency = milliseconds;
  }

  /** Nothing passes in either direction; no end of it notices. */
  cut() {
    this.#switch({ up: HOLD, down: HOLD });
  }

  /** What the server says is lost; what the client says arrives. */
  halfOpen() {
    this.#switch({ up: PASS, down: DROP });
  }

  /** Ends every connection by a reset; new ones are served. */
  reset() {
    for (const link of this.#links) this.#break(link);
  }

  /** Good again: what was held arrives, connections that have lost bytes are reset. */
  mend() {
    this.#latency = 0;
    this.#switch({ up: PASS, down: PASS });
    for (const link of this.#links) {
      if (link.lost) this.#break(link);
      else for (const flow of link.flows) flow.flush();
    }
  }

  async close() {
    for (const link of this.#links) this.#break(link);
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve()));
  }

  #switch(mode) {
    this.#mode = mode;
  }

  #open(client) {
    this.counts.connections += 1;
    const server = connect({ ...this.#target, noDelay: true, allowHalfOpen: true });
    const link = { client, server, lost: false, flows: [] };
    link.flows = [this.#flow(link, client, server, 'up'), this.#flow(link, server, client, 'down')];
    this.#links.add(link);
    for (const socket of [client, server]) {
      socket.on('error', () => this.#break(link));
      socket.on('close', () => this.#links.delete(link));
    }
  }

  /** Bytes of one direction, in their order, with their end. */
  #flow(link, source, sink, direction) {
    const flow = new Flow(sink);
    const state = { queue: [] };
    const arrive = (chunk) => {
      const mode = this.#mode[direction];
      if (mode === DROP) {
        link.lost = true;
        this.counts.dropped += chunk?.length ?? 0;
        return;
      }
      if (mode === HOLD || state.queue.length > 0) {
        state.queue.push(chunk);
        this.counts.held += chunk?.length ?? 0;
        return;
      }
      if (this.#latency > 0) this.counts.delayed += 1;
      this.counts.bytes += chunk?.length ?? 0;
      if (direction === 'up') this.counts.up += chunk?.length ?? 0;
      flow.send(chunk, this.#latency);
    };
    source.on('data', arrive);
    source.on('end', () => arrive(undefined));
    return {
      flush: () => {
        const held = state.queue.splice(0);
        held.forEach(arrive);
      },
    };
  }

  #break(link) {
    if (!this.#links.delete(link)) return;
    this.counts.resets += 1;
    for (const socket of [link.client, link.server]) {
      if (socket.resetAndDestroy) socket.resetAndDestroy();
      else socket.destroy();
    }
  }
}

/** Sends chunks after a while, never one before another. */
class Flow {
  #sink;
  #waiting = [];
  #timer;

  constructor(sink) {
    this.#sink = sink;
    sink.on('close', () => clearTimeout(this.#timer));
  }

  send(chunk, latency) {
    const due = performance.now() + latency;
    if (latency === 0 && this.#waiting.length === 0) this.#write(chunk);
    else {
      this.#waiting.push({ chunk, due });
      if (this.#waiting.length === 1) this.#arm();
    }
  }

  #arm() {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#waiting.shift();
        this.#write(first.chunk);
        this.#arm();
      },
      Math.max(first.due - performance.now(), 0),
    );
  }

  #write(chunk) {
    if (this.#sink.destroyed) return;
    if (chunk === undefined) this.#sink.end();
    else this.#sink.write(Buffer.from(chunk));
  }
}
