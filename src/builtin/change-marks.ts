import { ComponentPlan, TaskPlan } from '../plan';

/*
 * What `check` reads of a change that one commit can't make: marks of the objects themselves, of which no pod knows.
 */

/** What a person declares for a change of it. */
export const ASKS_ANNOTATION = 'cdk8s-data/to-change';
/** The ConfigMaps that its pods wait for, and that a task of the workload makes. */
export const WAITS_ANNOTATION = 'cdk8s-data/waits-for';
/** The ConfigMaps that it makes. */
export const LEAVES_ANNOTATION = 'cdk8s-data/leaves';

/** Of what can't be changed. */
export function askingMark({ update }: ComponentPlan): Record<string, string> {
  return update.asks === undefined ? {} : { [ASKS_ANNOTATION]: update.asks };
}

/** Of what makes the pods. */
export function waitingMark({ configs = [] }: ComponentPlan): Record<string, string> {
  return names(WAITS_ANNOTATION, configs.filter(({ left }) => left).map(({ configMapName }) => configMapName));
}

/** Of a task's Job. */
export function leavingMark({ leaves = [] }: TaskPlan): Record<string, string> {
  return names(LEAVES_ANNOTATION, leaves);
}

function names(annotation: string, all: string[]): Record<string, string> {
  return all.length > 0 ? { [annotation]: [...all].sort().join(' ') } : {};
}
