import { evenShare } from './arithmetic';
import { componentsOf, membersOf } from './groups';
import { ComponentPlan, Domain, Failure, GroupPlan, WorkloadPlan } from '../plan';

/** The most pods of the component that a domain can hold because a hard placement says so. */
export function hardCap(component: ComponentPlan, over: Domain): number | undefined {
  const caps = (component.placement ?? []).filter((p) => p.hard && p.over === over).map((p) => p.atMost);
  return caps.length > 0 ? Math.min(...caps) : undefined;
}

/**
 * The most members of the group that one domain may hold: the components' caps, summed, since each
 * component is placed by itself. A component without a hard cap counts as if it stood as evenly as it can:
 * that it need not is the finding of placement/domains, and of no other rule.
 */
export function mostInOne(plan: WorkloadPlan, group: GroupPlan, over: Domain): number {
  return componentsOf(plan, group).reduce((sum, component) => {
    const even = over === Domain.ZONE ? evenShare(component.replicas, Math.max(1, plan.site.zones.length)) : 1;
    return sum + Math.min(component.replicas, hardCap(component, over) ?? even);
  }, 0);
}

/** The domain that a failure takes. */
export function domainOf(failure: Failure): Domain | undefined {
  switch (failure) {
    case Failure.NODE: return Domain.HOST;
    case Failure.ZONE: return Domain.ZONE;
    case Failure.NONE: return undefined;
  }
}

/**
 * How many copies of one piece a failure can take, at worst.
 *
 * No more than the domain holds members. If the system spreads copies over that domain, each of the domains
 * in use holds one before any holds a second; where the rest goes is the system's choice and may be a single
 * domain (Cassandra counts rack repeats in all, not by rack), so the worst is copies - (domains - 1),
 * and not ceil(copies / domains).
 */
export function copiesLost(plan: WorkloadPlan, group: GroupPlan, failure: Failure): number {
  const domain = domainOf(failure);
  if (domain === undefined) { return 0; }
  const held = mostInOne(plan, group, domain);
  const worst = Math.min(group.copies, held);
  if (group.spreadOver !== domain || held < 1) { return worst; }
  const domainsInUse = Math.ceil(membersOf(plan, group) / held);
  return Math.min(worst, Math.max(1, group.copies - (domainsInUse - 1)));
}
