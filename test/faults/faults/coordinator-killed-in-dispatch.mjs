import { killCoordinatorAt } from '../kill-at.mjs';

export const coordinatorKilledInDispatch = killCoordinatorAt({
  name: 'coordinator-killed-in-dispatch',
  kind: 'kill -9 of the coordinator, in dispatch',
  failpoint: 'coordinator.dispatch.middle',
  hits: 2,
});
