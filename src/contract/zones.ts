import { membersOf } from './groups';
import { Domain, Failure, GroupPlan, WorkloadPlan } from '../plan';

/** Fewer can't outlive one of them with a majority, nor with two of three copies. */
const ENOUGH_ZONES = 3;

/** What mends a loss that comes from the zones themselves: too few of them, or members that fill them unevenly. */
export function mendZones(plan: WorkloadPlan, group: GroupPlan): string | undefined {
  if (plan.promise.survives !== Failure.ZONE) { return undefined; }
  const zones = plan.site.zones.length;
  if (zones < ENOUGH_ZONES) { return `name ${ENOUGH_ZONES} zones or more in the platform instead of ${zones}`; }
  const members = membersOf(plan, group);
  if (group.spreadOver !== Domain.ZONE || members % zones === 0) { return undefined; }
  return `make it ${Math.ceil(members / zones) * zones} replicas, so that each zone holds as many`;
}
