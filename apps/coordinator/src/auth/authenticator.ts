import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import type { Caller, TokenStore } from '../desk.js';
import { ResourceExhaustedError, UnauthenticatedError } from '../errors.js';

/** A secret of the environment, for the time before there are tokens. */
export interface BootstrapSecret {
  readonly secret: string;
  readonly caller: Caller;
}

export interface AuthenticatorOptions {
  readonly store: TokenStore;
  readonly secrets: readonly BootstrapSecret[];
  /** A token that was revoked is refused after so long at the latest; 5000 by default. */
  readonly cacheMs?: number;
}

const BEARER = /^Bearer ([\x21-\x7e]{16,256})$/i;
const MOST_CACHED = 10_000;
/** Looked up at the same time; strangers with made-up secrets shall not keep the ledger from its work. */
const MOST_LOOKUPS = 32;

interface Known {
  readonly caller: Promise<Caller | undefined>;
  readonly until: number;
}

/** Finds out who calls, by the bearer token of the call. */
export class Authenticator {
  readonly #store: TokenStore;
  readonly #secrets: readonly { readonly digest: Buffer; readonly caller: Caller }[];
  readonly #cacheMs: number;
  readonly #known = new Map<string, Known>();
  #lookups = 0;

  constructor({ store, secrets, cacheMs = 5000 }: AuthenticatorOptions) {
    this.#store = store;
    this.#secrets = secrets.map(({ secret, caller }) => ({ digest: sha256(secret), caller }));
    this.#cacheMs = cacheMs;
  }

  /**
   * @throws UnauthenticatedError for no token and for one that is not known
   * @throws ResourceExhaustedError while too many unknown tokens are being looked up
   */
  async callerOf(metadata: Metadata): Promise<Caller> {
    const [header] = metadata.get('authorization');
    if (header === undefined) {
      throw new UnauthenticatedError('TOKEN_MISSING', 'no token; send metadata "authorization: Bearer <token>"');
    }
    const secret = BEARER.exec(header.toString())?.[1];
    const caller = secret === undefined ? undefined : await this.#find(sha256(secret));
    if (caller !== undefined) return caller;
    throw new UnauthenticatedError(
      'TOKEN_UNKNOWN',
      'this token is not known here, or was revoked; an operator makes tokens by CreateToken',
    );
  }

  async #find(digest: Buffer): Promise<Caller | undefined> {
    let found: Caller | undefined;
    // All are compared, so that the time it takes tells nothing.
    for (const secret of this.#secrets) if (timingSafeEqual(secret.digest, digest)) found = secret.caller;
    return found ?? (await this.#look(digest.toString('hex')));
  }

  #look(digest: string): Promise<Caller | undefined> {
    const known = this.#known.get(digest);
    if (known !== undefined && known.until > performance.now()) return known.caller;
    if (this.#lookups >= MOST_LOOKUPS) {
      throw new ResourceExhaustedError('TOKEN_LOOKUPS', 'too many tokens are being looked up; try again', true);
    }
    this.#lookups += 1;
    const caller = this.#store.findToken(digest).finally(() => (this.#lookups -= 1));
    this.#keep(digest, caller);
    return caller;
  }

  #keep(digest: string, caller: Promise<Caller | undefined>): void {
    this.#known.delete(digest);
    this.#known.set(digest, { caller, until: performance.now() + this.#cacheMs });
    caller.catch(() => this.#known.delete(digest));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_CACHED && oldest !== undefined) this.#known.delete(oldest);
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
