import { ApiObjectProps } from 'cdk8s';
import { WorkloadPlan } from '../plan';
import { labels, lastingLabels, workloadLabels } from './names';

/** What a function that renders one kind says: the whole object. */
export type Manifest = ApiObjectProps;

/** The map, or nothing when it is empty: for the API server an empty map is an absent one. */
export function orNone<T extends object>(map: T | undefined): T | undefined {
  return map && Object.keys(map).length > 0 ? map : undefined;
}

/** The object's own metadata, in the workload's namespace. `part`: the component or task it belongs to. */
export function metadata(plan: WorkloadPlan, name: string, part?: string, annotations?: Record<string, string>): ApiObjectProps['metadata'] {
  return {
    name,
    namespace: plan.namespaceName,
    labels: part === undefined ? workloadLabels(plan) : labels(plan, part),
    annotations: orNone(annotations),
  };
}

/** The metadata of an object that outlives a run of the work. */
export function lastingMetadata(plan: WorkloadPlan, name: string, part?: string, annotations?: Record<string, string>): ApiObjectProps['metadata'] {
  return { ...metadata(plan, name, part, annotations), labels: lastingLabels(plan, part) };
}
