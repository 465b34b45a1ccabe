import { ServerInterceptingCall, status, type ServerInterceptor } from '@grpc/grpc-js';
import type { EdgeMetrics } from '../metrics/edge-metrics.js';

/** Counts every call by method and status, those that the gate refuses and those that clients give up included. */
export function countingInterceptor(metrics: EdgeMetrics): ServerInterceptor {
  return (method, call) => {
    const end = metrics.begin(method.path);
    return new ServerInterceptingCall(call, {
      start: (next) => {
        next({ onCancel: () => end(isOver(call.getDeadline()) ? status.DEADLINE_EXCEEDED : status.CANCELLED) });
      },
      sendStatus: (answer, next) => {
        end(answer.code);
        next(answer);
      },
    });
  };
}

function isOver(deadline: Date | number): boolean {
  return Number(deadline) <= Date.now();
}
