import { Finding, RuleDefinition } from './rule-definition';
import { ComponentPlan, Domain, Failure, WorkloadPlan } from '../../plan';
import { evenShare } from '../arithmetic';
import { componentsOf, groupsOfSeveral, livesOnCopies } from '../groups';
import { hardCap } from '../loss';
import { lowerSurvives } from '../words';

export const PLACEMENT_DOMAINS: RuleDefinition = {
  id: 'placement/domains',
  proves: 'Members that must not be lost together can\'t stand together: a hard placement allows one per host and, with `survives: ZONE`, '
    + 'caps what a zone holds, in zones that are known and have room for all.',
  source: 'Kubernetes, Pod Topology Spread Constraints: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ '
    + '(skew counts only eligible domains, so on one node all members land together at skew 0; a soft constraint is a preference); '
    + 'Kubernetes, Inter-pod affinity and anti-affinity: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  check: (plan) => {
    if (plan.promise.survives === Failure.NONE) { return []; }
    const findings = survivors(plan).flatMap(({ component, mostOnHost }) => host(component, mostOnHost));
    if (plan.promise.survives !== Failure.ZONE) { return findings; }
    return [...findings, ...zones(plan)];
  },
};

interface Survivor {
  readonly component: ComponentPlan;
  /** Copies: one per host. Pods of which any will do: not all on one host. */
  readonly mostOnHost: number;
  /** Copies: what the arithmetic of copies and votes allows. Pods of which any will do: not all in one zone. */
  readonly mostInZone: number;
}

/** Each component of a group that the failure may only take a part of. */
function survivors(plan: WorkloadPlan): Survivor[] {
  const groups = groupsOfSeveral(plan);
  return plan.components
    .filter((component) => component.replicas > 1)
    .flatMap((component) => {
      const own = groups.filter((group) => componentsOf(plan, group).includes(component));
      if (own.length === 0) { return []; }
      const copies = own.some(livesOnCopies);
      return [{ component, mostOnHost: copies ? 1 : component.replicas - 1, mostInZone: copies ? component.replicas : component.replicas - 1 }];
    });
}

function host(component: ComponentPlan, most: number): Finding[] {
  const cap = hardCap(component, Domain.HOST);
  if (cap !== undefined && cap <= most) { return []; }
  return [{
    got: `component ${component.name}: ${asWritten(component, Domain.HOST)}`,
    expected: `a hard limit of ${most} per host`,
    change: `place ${component.name} with { over: Domain.HOST, atMost: ${most}, hard: true }`,
  }];
}

function zones(plan: WorkloadPlan): Finding[] {
  const known = plan.site.zones.length;
  if (known < 2) {
    return [{
      got: known === 0 ? 'no known zones' : `one zone, ${plan.site.zones[0]}`,
      expected: 'three zones, or two where nothing votes',
      change: `name the zones of the platform, or ${lowerSurvives(plan.promise)}`,
    }];
  }
  return survivors(plan).flatMap(({ component, mostInZone }) => {
    const share = evenShare(component.replicas, known);
    const cap = hardCap(component, Domain.ZONE);
    if (cap === undefined || cap > mostInZone) {
      return [{
        got: `component ${component.name}: ${asWritten(component, Domain.ZONE)}`,
        expected: `a hard limit of ${share} per zone (${component.replicas} in ${known} zones)`,
        change: `place ${component.name} with { over: Domain.ZONE, atMost: ${share}, hard: true }`,
      }];
    }
    if (cap * known < component.replicas) {
      return [{
        got: `component ${component.name}: room for ${cap * known} (${cap} in each of ${known} zones)`,
        expected: `room for its ${component.replicas} pods`,
        change: `let a zone hold ${share}`,
      }];
    }
    return [];
  });
}

function asWritten(component: ComponentPlan, over: Domain): string {
  const soft = (component.placement ?? []).some((p) => p.over === over && !p.hard);
  const cap = hardCap(component, over);
  if (cap !== undefined) { return `up to ${cap} on one ${over}`; }
  return soft ? `a soft placement over ${over}s, which all ${component.replicas} may ignore` : `no placement over ${over}s`;
}
