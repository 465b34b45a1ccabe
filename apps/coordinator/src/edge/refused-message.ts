import type { MethodDefinition } from '@grpc/grpc-js';
import { MalformedRequestError, ResourceExhaustedError } from '../errors.js';

/** Stands in the place of a request that could not be read: grpc-js itself would call that an internal error. */
export class RefusedMessage {
  constructor(readonly error: MalformedRequestError | ResourceExhaustedError) {}
}

/** The method, with a reader that refuses messages that are too large before it decodes them, and those that are none. */
export function guarded<Request, Response>(
  method: MethodDefinition<Request, Response>,
  mostBytes: number,
): MethodDefinition<Request | RefusedMessage, Response> {
  const read = (bytes: Buffer): Request | RefusedMessage => {
    if (bytes.length > mostBytes) {
      const message = `the message has ${bytes.length} bytes; allowed: at most ${mostBytes}`;
      return new RefusedMessage(new ResourceExhaustedError('MESSAGE_TOO_LARGE', message, false));
    }
    try {
      return method.requestDeserialize(bytes);
    } catch (cause) {
      const message = `the ${bytes.length} bytes that were sent are no message of ${method.path}`;
      return new RefusedMessage(new MalformedRequestError(message, { cause }));
    }
  };
  return { ...method, requestDeserialize: read } as MethodDefinition<Request | RefusedMessage, Response>;
}
