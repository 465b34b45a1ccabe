import type { FitJob, ShardJob } from '@darkreach/campaign';
import { encodeTask, Lease } from '@darkreach/cluster';

type Task = NonNullable<Lease['task']>;

/** A task as the ledger keeps it: a lease without anything else. */
export function taskBytes(job: ShardJob | FitJob): Uint8Array {
  return Lease.encode({ token: undefined, address: '', estimatedSeconds: 0, task: encodeTask(job) }).finish();
}

/** @throws TypeError for bytes that hold no task */
export function taskOf(bytes: Uint8Array): Task {
  const { task } = Lease.decode(bytes);
  if (!task) throw new TypeError(`${bytes.length} bytes of the ledger hold no task`);
  return task;
}
