// Every fault. One has: name, kind (a row of the table), takes (two faults that take the same thing do not go together),
// workers (at least so many), applies(engine), obstacle() (why it cannot be here) and make(random, { workers }), which
// decides when and whom it strikes and gives: detail, prepare(trial) before the campaign, inject(trial) beside it,
// clear(trial) after it, fired(trial): the evidence, or undefined.
import { clockOfCoordinator } from './faults/clock-of-coordinator.mjs';
import { clockOfWorker } from './faults/clock-of-worker.mjs';
import { coordinatorKilledAfterCommit } from './faults/coordinator-killed-after-commit.mjs';
import { coordinatorKilledBeforeCommit } from './faults/coordinator-killed-before-commit.mjs';
import { coordinatorKilledInDispatch } from './faults/coordinator-killed-in-dispatch.mjs';
import { coordinatorKilledInPlan } from './faults/coordinator-killed-in-plan.mjs';
import { duplicateResults } from './faults/duplicate-results.mjs';
import { lateResults } from './faults/late-results.mjs';
import { linkCut } from './faults/link-cut.mjs';
import { linkHalfOpen } from './faults/link-half-open.mjs';
import { linkReset } from './faults/link-reset.mjs';
import { linkSlow } from './faults/link-slow.mjs';
import { otherVersions } from './faults/other-versions.mjs';
import { partition } from './faults/partition.mjs';
import { poisonCrash } from './faults/poison-crash.mjs';
import { poisonLoop } from './faults/poison-loop.mjs';
import { poisonNan } from './faults/poison-nan.mjs';
import { postgresConnectionsDropped } from './faults/postgres-connections-dropped.mjs';
import { postgresDiskFull } from './faults/postgres-disk-full.mjs';
import { postgresRestarted } from './faults/postgres-restarted.mjs';
import { redisFlushed } from './faults/redis-flushed.mjs';
import { redisKilled } from './faults/redis-killed.mjs';
import { redisRestarted } from './faults/redis-restarted.mjs';
import { redisTruncated } from './faults/redis-truncated.mjs';
import { workerKilledBeforeAck } from './faults/worker-killed-before-ack.mjs';
import { workerKilledInUpload } from './faults/worker-killed-in-upload.mjs';
import { workerKilledMidShard } from './faults/worker-killed-mid-shard.mjs';
import { workerStopped } from './faults/worker-stopped.mjs';
import { workerStorm } from './faults/worker-storm.mjs';
import { workerTerminated } from './faults/worker-terminated.mjs';
import { wrongBits } from './faults/wrong-bits.mjs';

export const FAULTS = [
  workerKilledMidShard,
  workerKilledInUpload,
  workerKilledBeforeAck,
  workerTerminated,
  workerStopped,
  coordinatorKilledInPlan,
  coordinatorKilledInDispatch,
  coordinatorKilledBeforeCommit,
  coordinatorKilledAfterCommit,
  redisRestarted,
  redisKilled,
  redisFlushed,
  redisTruncated,
  postgresRestarted,
  postgresConnectionsDropped,
  postgresDiskFull,
  partition,
  linkCut,
  linkSlow,
  linkHalfOpen,
  linkReset,
  duplicateResults,
  lateResults,
  poisonCrash,
  poisonLoop,
  poisonNan,
  wrongBits,
  clockOfWorker,
  clockOfCoordinator,
  workerStorm,
  otherVersions,
];
