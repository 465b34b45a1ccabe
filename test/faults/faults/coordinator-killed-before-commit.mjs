import { killCoordinatorAt } from '../kill-at.mjs';

export const coordinatorKilledBeforeCommit = killCoordinatorAt({
  name: 'coordinator-killed-before-commit',
  kind: 'kill -9 of the coordinator, before a merge is committed',
  failpoint: 'coordinator.merge.before-commit',
  hits: 12,
});
