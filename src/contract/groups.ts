import { Audience, ComponentPlan, EndpointPlan, GroupPlan, LossEffect, ProgressPlan, Takeover, WorkloadPlan } from '../plan';

/** The components whose pods are the group's members. */
export function componentsOf(plan: WorkloadPlan, group: GroupPlan): ComponentPlan[] {
  return plan.components.filter((component) => group.components.includes(component.name));
}

/** The groups that a component's pods belong to. */
export function groupsOf(plan: WorkloadPlan, component: ComponentPlan): GroupPlan[] {
  return plan.groups.filter((group) => group.components.includes(component.name));
}

/** How many pods the group has, over all its components. */
export function membersOf(plan: WorkloadPlan, group: GroupPlan): number {
  return componentsOf(plan, group).reduce((sum, component) => sum + component.replicas, 0);
}

/**
 * Whether the group lives on its copies: a lost one is made up for by the others.
 * The opposite is a group of pods without state of their own, where any pod does what another did.
 */
export function livesOnCopies(group: GroupPlan): boolean {
  return group.holdsState || group.takeover !== Takeover.NOT_NEEDED;
}

/**
 * Whether the work of the group stops with each lost pod and goes on by itself once the pod is replaced
 * (stateless workers of one job, a gang). More pods don't change that, so rules about numbers don't apply.
 */
export function onlyPauses(group: GroupPlan): boolean {
  return !livesOnCopies(group) && group.lossOfOne !== LossEffect.NOTHING;
}

/** Whether the work of the group goes on only with all of its members, of which there are several: a gang. */
export function isGang(plan: WorkloadPlan, group: GroupPlan): boolean {
  return group.lossOfOne === LossEffect.START_OVER && group.servesWith >= membersOf(plan, group) && membersOf(plan, group) > 1;
}

/** Whether its members, told to stop, make one more checkpoint, from which all of the work starts over. */
export function makesLastCheckpoint({ lossOfOne, progress }: GroupPlan): boolean {
  return lossOfOne === LossEffect.START_OVER && progress !== undefined && progress.keptOutside && progress.everySeconds !== undefined;
}

/** The groups that have something to lose: all but those that only pause and those of a single pod. */
export function groupsOfSeveral(plan: WorkloadPlan): GroupPlan[] {
  return plan.groups.filter((group) => !onlyPauses(group) && membersOf(plan, group) > 1);
}

/** The endpoints that somebody else connects to: all but those of ports that only the workload's own pods reach. */
export function clientEndpoints(plan: WorkloadPlan): EndpointPlan[] {
  return plan.endpoints.filter(({ component, port }) =>
    plan.components.find(({ name }) => name === component)?.ports.find(({ name }) => name === port)?.audience !== Audience.PEERS);
}

/** Checkpoints that are made while the work goes on, and where they outlive the pods: of each group that makes such. */
export function progressOutside(plan: WorkloadPlan): (ProgressPlan & { readonly everySeconds: number })[] {
  return plan.groups.flatMap(({ progress }) => {
    const everySeconds = progress?.keptOutside ? progress.everySeconds : undefined;
    return progress && everySeconds !== undefined ? [{ ...progress, everySeconds }] : [];
  });
}

/** How often they are made, in seconds. */
export function checkpointsOutside(plan: WorkloadPlan): number[] {
  return progressOutside(plan).map(({ everySeconds }) => everySeconds);
}
