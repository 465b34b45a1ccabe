import { killCoordinatorAt } from '../kill-at.mjs';

export const coordinatorKilledAfterCommit = killCoordinatorAt({
  name: 'coordinator-killed-after-commit',
  kind: 'kill -9 of the coordinator, after a merge is committed',
  failpoint: 'coordinator.merge.after-commit',
  hits: 12,
});
