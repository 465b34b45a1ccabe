import type { Metadata } from '@grpc/grpc-js';
import type { Caller } from '../desk.js';

/** Callers by the metadata of their calls: nothing that a client can send stands for a caller. */
const CALLERS = new WeakMap<Metadata, Caller>();

/** Remembers who makes the call with that metadata. */
export function rememberCaller(metadata: Metadata, caller: Caller): void {
  CALLERS.set(metadata, caller);
}

/** Who makes the call with that metadata; the gate has asked every call. */
export function callerOf(metadata: Metadata): Caller {
  const caller = CALLERS.get(metadata);
  if (caller === undefined) throw new Error('this call has not come through the gate');
  return caller;
}
