import { ComponentLife, ComponentPlan, Domain, PlacementPlan, UpdateOrder, WorkloadPlan } from '../plan';
import { selector } from './names';

/*
 * `DoNotSchedule` alone guarantees nothing: skew is counted against the emptiest domain that is eligible, so that
 * on a single node all members land together at skew 0. With more domains demanded than there can be, the emptiest
 * counts as 0, and `maxSkew` is a cap per domain: it also lets a member come back in a surviving zone while another
 * zone is dead.
 * Source: Kubernetes, Pod Topology Spread Constraints, minDomains (on by default since 1.27).
 */

/** A number of domains that is never reached. */
export function unreachableDomains(plan: WorkloadPlan, over: Domain, replicas: number): number {
  return over === Domain.ZONE && plan.site.zones.length > 0 ? plan.site.zones.length + 1 : replicas + 1;
}

export function topologyKey(plan: WorkloadPlan, over: Domain): string {
  return over === Domain.ZONE ? plan.site.zoneLabel : plan.site.hostLabel;
}

/**
 * New and old pods of a Deployment live side by side while it rolls: counted together, the new ones would find no
 * place under a hard cap and the roll would stand for ever. The label tells them apart.
 */
function rollsBySurge(component: ComponentPlan): boolean {
  return component.life === ComponentLife.STATELESS && component.update.order === UpdateOrder.SURGE;
}

/** One pod to a host is said by anti-affinity, which every tool understands. */
function isApart(component: ComponentPlan, placement: PlacementPlan): boolean {
  return placement.over === Domain.HOST && placement.atMost === 1 && !rollsBySurge(component);
}

function affinityTerm(plan: WorkloadPlan, matchLabels: Record<string, string>, placement: PlacementPlan): any {
  return {
    labelSelector: { matchLabels },
    topologyKey: topologyKey(plan, placement.over),
  };
}

function podAntiAffinity(plan: WorkloadPlan, component: ComponentPlan, labels: Record<string, string>): any {
  const apart = (component.placement ?? []).filter((placement) => isApart(component, placement));
  const hard = apart.filter((placement) => placement.hard);
  const soft = apart.filter((placement) => !placement.hard);
  if (apart.length === 0) return undefined;
  return {
    preferredDuringSchedulingIgnoredDuringExecution: soft.length === 0 ? undefined
      : soft.map((placement) => ({ weight: 100, podAffinityTerm: affinityTerm(plan, labels, placement) })),
    requiredDuringSchedulingIgnoredDuringExecution: hard.length === 0 ? undefined
      : hard.map((placement) => affinityTerm(plan, labels, placement)),
  };
}

/** Members stay in the zones that were counted: what stands elsewhere counts nowhere. */
function nodeAffinity(plan: WorkloadPlan, component: ComponentPlan): any {
  const byZone = (component.placement ?? []).some((placement) => placement.hard && placement.over === Domain.ZONE);
  if (!byZone || plan.site.zones.length === 0) return undefined;
  return {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: plan.site.zoneLabel, operator: 'In', values: [...plan.site.zones].sort() }] }],
    },
  };
}

/** `labels`: what the pods are selected by, where it is not this library that labels them. */
export function affinity(plan: WorkloadPlan, component: ComponentPlan, labels = selector(plan, component.name)): any {
  const nodes = nodeAffinity(plan, component);
  const pods = podAntiAffinity(plan, component, labels);
  return nodes || pods ? { nodeAffinity: nodes, podAntiAffinity: pods } : undefined;
}

export function topologySpread(plan: WorkloadPlan, component: ComponentPlan, labels = selector(plan, component.name)): any {
  const constraints = (component.placement ?? [])
    .filter((placement) => !isApart(component, placement))
    .map((placement) => ({
      labelSelector: { matchLabels: labels },
      matchLabelKeys: rollsBySurge(component) ? ['pod-template-hash'] : undefined,
      maxSkew: placement.atMost,
      minDomains: placement.hard ? unreachableDomains(plan, placement.over, component.replicas) : undefined,
      topologyKey: topologyKey(plan, placement.over),
      whenUnsatisfiable: placement.hard ? 'DoNotSchedule' : 'ScheduleAnyway',
    }));
  return constraints.length > 0 ? constraints : undefined;
}
