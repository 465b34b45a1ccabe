import { killCoordinatorAt } from '../kill-at.mjs';

export const coordinatorKilledInPlan = killCoordinatorAt({
  name: 'coordinator-killed-in-plan',
  kind: 'kill -9 of the coordinator, in plan',
  failpoint: 'coordinator.plan.middle',
  hits: 2,
});
