// Random numbers of a seed: a counter, hashed. A fork is a stream of its own, so that what one part draws does not move
// what another one gets.
import { createHash } from 'node:crypto';

export class Random {
  #identity;
  #counter = 0;

  constructor(identity) {
    this.#identity = String(identity);
  }

  fork(label) {
    return new Random(`${this.#identity}/${label}`);
  }

  /** 32 bits. */
  bits() {
    const hash = createHash('sha256').update(`${this.#identity}#${this.#counter}`).digest();
    this.#counter += 1;
    return hash.readUInt32BE(0);
  }

  /** In [from, to). */
  between(from, to) {
    return from + ((to - from) * this.bits()) / 2 ** 32;
  }

  /** From `from` to `to`, both included. */
  integer(from, to) {
    return Math.floor(this.between(from, to + 1));
  }

  pick(list) {
    return list[this.integer(0, list.length - 1)];
  }

  chance(probability) {
    return this.between(0, 1) < probability;
  }

  /** The list in another order. */
  shuffle(list) {
    const rest = [...list];
    return list.map(() => rest.splice(this.integer(0, rest.length - 1), 1)[0]);
  }
}
