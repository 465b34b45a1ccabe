import { ServerInterceptingCall, type Metadata, type ServerInterceptor } from '@grpc/grpc-js';
import type { Authenticator } from '../auth/authenticator.js';
import { rememberCaller } from '../auth/caller-of.js';
import { requireRole } from '../auth/require-role.js';
import { InvalidArgumentError, PermissionDeniedError, ShuttingDownError } from '../errors.js';
import { METHOD_RULES, type MethodRule } from './method-rules.js';
import { OPEN_METHODS } from './open-methods.js';
import type { CallsInFlight } from './calls-in-flight.js';
import { RefusedMessage } from './refused-message.js';
import { checkFields } from './rules/field-rule.js';
import { statusOfError } from './status-of-error.js';

/**
 * The gate that every call comes through, unary or stream: who calls, whether they may, and whether what they sent can be.
 * A handler sees only what has passed.
 */
export function gate(authenticator: Authenticator, calls: CallsInFlight): ServerInterceptor {
  return ({ path }, call) => {
    if (OPEN_METHODS.has(path)) return new ServerInterceptingCall(call);
    const rule = ruleOf(path);
    const refuse = (error: unknown): void => {
      call.sendStatus(statusOfError(error, path));
    };
    return new ServerInterceptingCall(call, {
      start: (next) => {
        let end = (): void => undefined;
        next({
          onReceiveMetadata: (metadata, pass) => {
            end = calls.begin();
            admit(metadata, rule, path, authenticator, calls).then(() => pass(metadata), refuse);
          },
          onReceiveMessage: (message: unknown, pass) => {
            const error = wrongWith(message, rule);
            if (error === undefined) pass(message);
            else refuse(error);
          },
          // Every call comes here in the end.
          onCancel: () => end(),
        });
      },
    });
  };
}

function ruleOf(path: string): MethodRule<object> | undefined {
  return (METHOD_RULES as Readonly<Record<string, MethodRule<object>>>)[path];
}

async function admit(
  metadata: Metadata,
  rule: MethodRule<object> | undefined,
  path: string,
  authenticator: Authenticator,
  calls: CallsInFlight,
): Promise<void> {
  if (calls.closing) throw new ShuttingDownError();
  if (rule === undefined) throw new PermissionDeniedError(`${path} is for nobody`);
  const caller = await authenticator.callerOf(metadata);
  requireRole(caller, rule.role, path);
  rememberCaller(metadata, caller);
}

function wrongWith(message: unknown, rule: MethodRule<object> | undefined): Error | undefined {
  if (message instanceof RefusedMessage) return message.error;
  const violations = rule === undefined ? [] : checkFields(rule.fields, message as object);
  return violations.length === 0 ? undefined : new InvalidArgumentError(violations);
}
