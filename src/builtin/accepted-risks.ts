import { WorkloadPlan } from '../plan';
import { sortedJson } from './content-hash';

/** Where the reader of an object sees which rules may be broken, and why. */
export const RISKS_ANNOTATION = 'cdk8s-data/accepted-risks';

/** Where the reader of an object sees what was never tried. */
export const UNPROVEN_ANNOTATION = 'cdk8s-data/unproven';

export function acceptedRisks(plan: WorkloadPlan): Record<string, string> | undefined {
  const sorted = [...plan.acceptedRisks].sort((a, b) => a.rule < b.rule ? -1 : 1);
  const annotations = {
    ...sorted.length > 0 ? { [RISKS_ANNOTATION]: sortedJson(sorted.map(({ rule, reason }) => ({ rule, reason }))) } : {},
    ...plan.unproven === undefined ? {} : { [UNPROVEN_ANNOTATION]: plan.unproven },
  };
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}
